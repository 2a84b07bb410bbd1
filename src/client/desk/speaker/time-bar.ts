import type { RevealApi } from 'reveal.js';
import { clockText, paceOf, paceText, planDeck, readTiming, type TalkPlan } from '../../../talk/talk-plan.ts';
import {
  elapsedOf,
  hearTimer,
  isUnused,
  newTimer,
  pauseTimer,
  startTimer,
  type TalkTimer,
  tellTimer,
} from '../../../talk/talk-timer.ts';
import { make, pressable } from '../../elements.ts';
import type { PageConfig } from '../../page-config.ts';
import type { StageLink } from '../stage-link.ts';

/** The time: how long the talk has gone on, how it stands against its plan, when it ends. */
export interface TimeBar {
  readonly show: () => void;
}

const tickMs = 250;

export function createTimeBar(
  bar: HTMLElement,
  page: { readonly reveal: RevealApi; readonly link: StageLink; readonly config: PageConfig },
): TimeBar {
  const { reveal, link, config } = page;
  let timer: TalkTimer = newTimer;
  let joined = false;
  const where = bar.appendChild(make('span', 'speaker-where'));
  const given = bar.appendChild(make('span', 'speaker-given'));
  const pace = bar.appendChild(make('span', 'speaker-pace'));
  const joins = bar.appendChild(make('span', 'speaker-joins'));
  const elapsed = bar.appendChild(make('span', 'speaker-elapsed'));
  elapsed.setAttribute('role', 'timer');
  const press = (next: TalkTimer): void => {
    timer = next;
    link.move({ kind: 'timer', ...tellTimer(timer, Date.now()) });
    show();
  };
  const go = pressable('Start', () =>
    press(timer.since === undefined ? startTimer(timer, Date.now()) : pauseTimer(timer, Date.now())),
  );
  const reset = pressable('Reset', () => press(newTimer));
  bar.append(go, reset);
  const ends = bar.appendChild(make('span', 'speaker-ends'));
  const clock = bar.appendChild(make('span', 'speaker-clock'));

  const show = (): void => {
    const now = Date.now();
    const slides: HTMLElement[] = reveal.getSlides();
    const index = slides.indexOf(reveal.getCurrentSlide() ?? document.createElement('section'));
    const spent = elapsedOf(timer, now);
    where.textContent = `${index + 1} / ${slides.length}`;
    elapsed.textContent = clockText(spent);
    clock.textContent = hourText(now);
    go.textContent = timer.since !== undefined ? 'Pause' : isUnused(timer) ? 'Start' : 'Go on';
    elapsed.classList.toggle('standing', timer.since === undefined);
    const isBack = index === 0 && !isUnused(timer);
    reset.textContent = isBack ? 'Start anew' : 'Reset';
    reset.classList.toggle('offered', isBack);
    const plan = planOf(slides, config);
    bar.classList.toggle('planned', plan !== undefined && !isUnused(timer));
    bar.classList.toggle('unbegun', plan !== undefined && isUnused(timer));
    if (!plan) return;
    const stand = paceOf(plan, Math.max(0, index), spent);
    const left = Math.min(stand.leftMs, stand.givenMs);
    given.textContent = `this slide ${clockText(left)} of ${clockText(stand.givenMs)}`;
    given.title = 'What is left of the time that this slide was given';
    pace.textContent = paceText(stand);
    pace.dataset.pace = stand.behindMs >= 1000 ? 'behind' : stand.behindMs <= -1000 ? 'ahead' : 'even';
    ends.textContent = `ends ${hourText(now + stand.restMs)}`;
  };
  /** A talk begins with its first step; the server knows it too, but may be gone. */
  const step = (): void => {
    if (joined && isUnused(timer)) timer = startTimer(timer, Date.now());
  };
  link.listen({
    staged({ timer: told }, again) {
      if (told) timer = hearTimer(told, Date.now());
      else if (again && !isUnused(timer)) link.move({ kind: 'timer', ...tellTimer(timer, Date.now()) });
      joined = true;
      show();
    },
    moved(move) {
      if (move.kind !== 'timer') return;
      timer = hearTimer(move, Date.now());
      show();
    },
    desk({ remotes, followers }) {
      const parts = [
        ...(remotes > 0 ? [remotes === 1 ? 'remote' : `${remotes} remotes`] : []),
        ...(followers > 0 ? [`${followers} follow${followers === 1 ? 's' : ''}`] : []),
      ];
      joins.textContent = parts.join(', ');
    },
  });
  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden']) reveal.on(event, step);
  window.setInterval(show, tickMs);
  return { show };
}

function planOf(
  slides: readonly HTMLElement[],
  { durationMs, revealOptions }: PageConfig,
): TalkPlan | undefined {
  const wishes = slides.map((slide) => {
    const isExtra = slide.matches('.output-slide, [data-visibility="uncounted"]');
    return readTiming(slide.dataset.timing) ?? (isExtra ? 0 : undefined);
  });
  return planDeck(wishes, durationMs, revealOptions);
}

const hourText = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
