import type { StepState } from '../../serve/workshop/workshop-protocol.ts';

/** A step of the page: a section with a check. */
export interface Step {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly section: HTMLElement;
}

/** The page's steps, in their order. */
export function stepsOfPage(): readonly Step[] {
  return [...document.querySelectorAll<HTMLElement>('main section[data-step]')].map((section, index) => ({
    id: section.dataset.step ?? '',
    number: index + 1,
    title: section.querySelector('h1, h2, h3, h4')?.textContent?.trim() ?? '',
    section,
  }));
}

/** `slipped`: it was done, and its check was asked for again and says no. */
export type StepStand = 'todo' | 'checking' | 'failed' | 'done' | 'slipped';

/** How a step stands, in one word for the style sheet. */
export function standOf(state: StepState | undefined): StepStand {
  if (state?.checking) return 'checking';
  if (state?.done) return state.failed ? 'slipped' : 'done';
  return state?.failed ? 'failed' : 'todo';
}

/** What is to be said aloud of the change from one state of all steps to the next; the first is no news. */
export function newsOf(
  before: Readonly<Record<string, StepState>> | undefined,
  now: Readonly<Record<string, StepState>>,
): Readonly<Record<'done' | 'failed' | 'slipped', readonly string[]>> {
  const changed = (stand: StepStand) =>
    before === undefined
      ? []
      : Object.keys(now).filter((id) => standOf(now[id]) === stand && standOf(before[id]) !== stand);
  return { done: changed('done'), failed: changed('failed'), slipped: changed('slipped') };
}
