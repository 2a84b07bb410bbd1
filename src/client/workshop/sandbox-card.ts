import { make } from '../elements.ts';
import { spoken } from '../words.ts';
import { askFirst } from './ask-first.ts';
import type { Seat } from './seat-notice.ts';
import { limitWords } from './seat-words.ts';

/** What is rarely wanted of the sandbox, behind one button: what it may use, to begin anew, to give it back. */
export interface SandboxCard {
  readonly button: HTMLElement;
  readonly card: HTMLElement;
  readonly take: (seat: Seat) => void;
}

export function createSandboxCard(acts: { afresh: () => void; giveBack: () => void }): SandboxCard {
  const card = make('div', 'sandbox-card');
  card.id = 'sandbox-card';
  card.popover = 'auto';
  const button = make('button', 'sandbox-button', spoken.say('workshop.sandbox'));
  button.type = 'button';
  button.popoverTargetElement = card;
  const limits = make('p', 'limits');
  const places = make('div', 'sandbox-acts');
  for (const [name, act] of [
    ['afresh', acts.afresh],
    ['give-back', acts.giveBack],
  ] as const) {
    const yes = spoken.say(`workshop.${name}`);
    const one = places.appendChild(make('button', '', yes));
    one.type = 'button';
    one.dataset.sandbox = name;
    one.addEventListener('click', () => {
      card.hidePopover();
      const title = spoken.say(`workshop.${name}-title`);
      askFirst({ title, loses: spoken.say(`workshop.${name}-loses`), yes }, act);
    });
  }
  card.append(make('p', 'sandbox-about', spoken.say('workshop.limits')), limits, places);
  return {
    button,
    card,
    take(seat) {
      limits.textContent = limitWords(seat.limits, spoken);
      places.hidden = seat.state !== 'ready';
    },
  };
}
