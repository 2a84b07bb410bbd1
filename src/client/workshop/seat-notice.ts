import type { SeatEnd, WorkshopMessage } from '../../serve/workshop/workshop-protocol.ts';
import { make } from '../elements.ts';
import { spoken } from '../words.ts';
import { clockTime } from './seat-words.ts';
import { downloadLink } from './work-download.ts';

/** How the seat stands; `lost`: it is gone without a word of the server's. */
export type Seat = Omit<Extract<WorkshopMessage, { type: 'seat' }>, 'ended'> & {
  readonly ended?: SeatEnd | 'lost';
};

/** One line above the dock that says how the visitor's seat stands, where there is something to say. */
export interface SeatNotice {
  readonly element: HTMLElement;
  readonly seat: (seat: Seat) => void;
  readonly idle: (endsInMs: number | null) => void;
}

const tickMs = 500;

export function createSeatNotice(acts: { stay: () => void; leave: () => void }): SeatNotice {
  const element = make('div', 'seat-notice');
  element.setAttribute('role', 'status');
  element.hidden = true;
  let timer: number | undefined;

  const say = (kind: string, words: string, ...more: readonly HTMLElement[]): void => {
    window.clearInterval(timer);
    element.hidden = kind === '';
    element.dataset.kind = kind;
    const sign = make('span', 'seat-sign');
    sign.setAttribute('aria-hidden', 'true');
    element.replaceChildren(...(kind === '' ? [] : [sign, make('p', '', words), ...more]));
  };

  return {
    element,
    seat({ state, position, of, ended }) {
      if (state === 'waiting') {
        const places = { position: position ?? 1, of: of ?? position ?? 1 };
        const leave = button(spoken.say('workshop.leave-line'), acts.leave);
        say('waiting', spoken.say('workshop.waiting', places), leave);
      } else if (state === 'none' && ended !== undefined) {
        const hide = button(spoken.say('workshop.understood'), () => say('', ''));
        say('ended', spoken.say(`workshop.ended-${ended}`), hide);
      } else if (element.dataset.kind !== 'idle' || state === 'none') say('', '');
    },
    idle(endsInMs) {
      if (endsInMs === null) {
        if (element.dataset.kind === 'idle') say('', '');
        return;
      }
      const endsAt = performance.now() + endsInMs;
      // Read aloud once; the seconds are for the eye.
      const clock = make('span', 'seat-clock');
      clock.setAttribute('aria-hidden', 'true');
      const tick = (): void => {
        clock.textContent = clockTime(endsAt - performance.now());
      };
      const stay = button(spoken.say('workshop.stay'), acts.stay);
      stay.className = 'act';
      say('idle', spoken.say('workshop.idle'), clock, stay, downloadLink());
      tick();
      timer = window.setInterval(tick, tickMs);
    },
  };
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = make('button', '', words);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}
