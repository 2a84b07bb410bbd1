import { decoded } from '../../html/decoded.ts';
import type { StepState } from '../../serve/workshop/workshop-protocol.ts';
import { make } from '../elements.ts';
import { spoken } from '../words.ts';
import { addStepBar, showStep, whatToTry } from './step-bar.ts';
import { doneWords, showProgress } from './step-progress.ts';
import { newsOf, type Step, stepsOfPage } from './steps.ts';

/** All that the page shows of its steps. */
export interface StepBoard {
  readonly dress: () => void;
  readonly take: (steps: Readonly<Record<string, StepState>>) => void;
  readonly step: (id: string) => Step | undefined;
}

/** `progress` is where the count stands; `announce` says something aloud. */
export function createStepBoard(progress: HTMLElement, announce: (words: string) => void): StepBoard {
  let steps: readonly Step[] = [];
  let states: Readonly<Record<string, StepState>> | undefined;
  const isDone = ({ id }: Step): boolean => states?.[id]?.done === true;

  const show = (): void => {
    for (const step of steps) {
      showStep(step, steps.length, states?.[step.id]);
      for (const link of linksTo(step)) markLink(link, isDone(step));
    }
    showProgress(progress, steps, isDone);
  };
  return {
    step: (id) => steps.find((step) => step.id === id),
    dress() {
      steps = stepsOfPage();
      for (const step of steps) addStepBar(step);
      show();
    },
    take(now) {
      const news = newsOf(states, now);
      states = now;
      show();
      for (const step of steps) {
        const { number } = step;
        if (news.slipped.includes(step.id))
          announce(`${spoken.say('workshop.step-is-not-now', { number })} ${whatToTry(now[step.id])}`);
        if (news.done.includes(step.id))
          announce(`${spoken.say('workshop.step-is-done', { number })} ${doneWords(steps, isDone)}`);
        if (news.failed.includes(step.id))
          announce(`${spoken.say('workshop.step-is-not', { number })} ${whatToTry(now[step.id])}`);
      }
    },
  };
}

/** The contents' links to a step's section. */
function linksTo({ section }: Step): readonly HTMLAnchorElement[] {
  const ids = [section, ...section.querySelectorAll('[id]')].map(({ id }) => id).filter((id) => id !== '');
  return [...document.querySelectorAll<HTMLAnchorElement>('nav.contents a[href^="#"]')]
    .filter((link) => ids.includes(decoded(link.hash.slice(1))))
    .slice(0, 1);
}

function markLink(link: HTMLAnchorElement, isDone: boolean): void {
  link.dataset.stepStand = isDone ? 'done' : 'todo';
  const known = link.querySelector('.step-tick');
  if (!isDone) known?.remove();
  else if (!known) {
    // A picture, and no words: what the link says is the heading's.
    const tick = link.appendChild(make('span', 'step-tick'));
    tick.setAttribute('role', 'img');
    tick.setAttribute('aria-label', spoken.say('workshop.step-done'));
  }
}
