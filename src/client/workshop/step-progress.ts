import { make } from '../elements.ts';
import { spoken } from '../words.ts';
import type { Step } from './steps.ts';
import { downloadLink } from './work-download.ts';

type IsDone = (step: Step) => boolean;

/** How many of the steps are done, in words. */
export const doneWords = (steps: readonly Step[], isDone: IsDone): string =>
  spoken.say('workshop.steps-done', { count: steps.filter(isDone).length, of: steps.length });

/** Shows how many steps are done, which leads to the next that is not; at the end of the text, that all are. */
export function showProgress(place: HTMLElement, steps: readonly Step[], isDone: IsDone): void {
  place.hidden = steps.length === 0;
  const bar = place.querySelector('progress') ?? place.appendChild(document.createElement('progress'));
  const words = place.querySelector('a') ?? place.appendChild(make('a'));
  bar.max = Math.max(1, steps.length);
  bar.value = steps.filter(isDone).length;
  bar.setAttribute('aria-label', spoken.say('workshop.progress'));
  words.textContent = doneWords(steps, isDone);
  const next = steps.find((step) => !isDone(step));
  if (next) words.href = `#${next.section.id}`;
  else words.removeAttribute('href');
  words.title = next ? spoken.say('workshop.next-step') : '';
  showEnd(steps.length > 0 && !next);
}

function showEnd(isAll: boolean): void {
  const known = document.querySelector('.all-done');
  if (!isAll) {
    known?.remove();
    return;
  }
  const last = document.querySelector('main.article > section:last-of-type');
  if (!last || known?.parentElement === last) return;
  known?.remove();
  const end = last.appendChild(make('p', 'all-done', `${spoken.say('workshop.all-done')} `));
  end.append(downloadLink());
}
