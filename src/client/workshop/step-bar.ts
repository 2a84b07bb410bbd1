import type { StepState } from '../../serve/workshop/workshop-protocol.ts';
import { make } from '../elements.ts';
import { spoken } from '../words.ts';
import { type Step, standOf } from './steps.ts';

const stands = {
  todo: 'workshop.step-todo',
  checking: 'workshop.step-checking',
  failed: 'workshop.step-failed',
  done: 'workshop.step-done',
  slipped: 'workshop.step-was-done',
} as const;

/** Puts a bar at the end of a step, for `showStep` to fill. */
export function addStepBar(step: Step): void {
  if (step.section.querySelector(':scope > .step-bar')) return;
  const bar = make('div', 'step-bar');
  bar.setAttribute('role', 'group');
  const words = make('p', 'step-words');
  words.append(make('span', 'step-sign'), make('strong'), make('span', 'step-stand'));
  words.querySelector('.step-sign')?.setAttribute('aria-hidden', 'true');
  bar.append(
    words,
    stepButton('check', step, spoken.say('workshop.check')),
    stepButton('reset', step, spoken.say('workshop.reset-step')),
    make('p', 'step-hint'),
  );
  step.section.append(bar);
}

/** Shows how a step stands, of so many. */
export function showStep({ section, number, title }: Step, of: number, state: StepState | undefined): void {
  const stand = standOf(state);
  const bar = section.querySelector<HTMLElement>(':scope > .step-bar');
  const hint = bar?.querySelector<HTMLElement>('.step-hint');
  const check = bar?.querySelector<HTMLButtonElement>('[data-step-action="check"]');
  section.dataset.stand = stand;
  if (!bar || !hint || !check) return;
  bar.dataset.stand = stand;
  bar.setAttribute('aria-label', spoken.say('workshop.step-name', { number, title }));
  write(bar.querySelector('strong'), spoken.say('workshop.step-of', { number, of }));
  write(bar.querySelector('.step-stand'), spoken.say(stands[stand]));
  // Disabled, it would lose the focus that it will want again.
  check.setAttribute('aria-disabled', String(stand === 'checking'));
  write(check, spoken.say(state?.done ? 'workshop.check-again' : 'workshop.check'));
  check.toggleAttribute('data-again', state?.done === true);
  hint.textContent = state?.failed && stand !== 'checking' ? whatToTry(state) : '';
  hint.hidden = hint.textContent === '';
}

function write(place: Element | null, words: string): void {
  if (place) place.textContent = words;
}

/** What the author, or the machine, says of a check that failed. */
export const whatToTry = (state: StepState | undefined): string =>
  [state?.reason, state?.hint].filter((part) => part).join(' ');

function stepButton(action: string, { id }: Step, words: string): HTMLButtonElement {
  const button = make('button', '', words);
  button.type = 'button';
  button.dataset.stepAction = action;
  button.dataset.of = id;
  return button;
}
