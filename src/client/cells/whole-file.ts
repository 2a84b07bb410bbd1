import { spoken } from '../words.ts';
import { cellAround } from './cell-elements.ts';
import { endMorph, morphFile } from './morph-file.ts';
import { scrollToLines } from './step-lines.ts';

/** Listens for the buttons that show a patch cell's whole file; `grown`: the page may have to make room. */
export function listenToWholeFiles(grown: () => void): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-action="whole"]');
    const cell = button ? cellAround(button) : null;
    if (!cell) return;
    showWholeFile(cell, !isWhole(cell));
    grown();
    if (isWhole(cell)) playChange(cell);
  });
}

/** Shows whole files as their fragments say, without a movement; to be called before a slide is measured. */
export function showWholeSteps(slide: ParentNode): void {
  for (const mark of slide.querySelectorAll<HTMLElement>('[data-whole-step]')) {
    const isStepped = mark.classList.contains('visible');
    const cell = cellAround(mark);
    // Once a step: what the reader has chosen by the button since then stays.
    if (!cell || mark.dataset.wholeStep === String(isStepped)) continue;
    if (isStepped || mark.dataset.wholeStep !== '') showWholeFile(cell, isStepped);
    mark.dataset.wholeStep = String(isStepped);
  }
}

/** Plays the change of the cells whose fragments have just come up. */
export function playWholeSteps(fragments: readonly Element[]): void {
  for (const mark of fragments) {
    const cell = mark.matches('[data-whole-step]') ? cellAround(mark) : null;
    if (cell && isWhole(cell)) playChange(cell);
  }
}

/** Shows a cell that has come anew as its reader had the old one. */
export function keepWholeFile(old: HTMLElement, successor: HTMLElement): void {
  if (isWhole(old)) showWholeFile(successor, true);
}

function showWholeFile(cell: HTMLElement, whole: boolean): void {
  const file = wholeFile(cell);
  const diff = cell.querySelector<HTMLElement>('.cell-source > pre:not(.whole-file)');
  const button = cell.querySelector<HTMLElement>('[data-action="whole"]');
  const label = button?.querySelector('.label');
  if (!file || !diff || !button || !label) return;
  endMorph(file);
  file.hidden = !whole;
  diff.hidden = whole;
  label.textContent = spoken.say(whole ? 'cell.diff' : 'cell.whole');
  button.setAttribute('aria-label', label.textContent);
}

function playChange(cell: HTMLElement): void {
  const file = wholeFile(cell);
  if (!file) return;
  scrollToLines(file, changedLines(file), 'instant');
  morphFile(file);
}

/** The lines that are new; where lines are only gone, those around the gap. */
function changedLines(file: HTMLElement): HTMLElement[] {
  const added = [...file.querySelectorAll<HTMLElement>('.line.add')];
  if (added.length > 0) return added;
  return [...file.querySelectorAll<HTMLElement>('.gone + .line, .line:has(+ .gone)')];
}

function isWhole(cell: HTMLElement): boolean {
  return wholeFile(cell)?.hidden === false;
}

function wholeFile(cell: HTMLElement): HTMLElement | null {
  return cell.querySelector<HTMLElement>('.cell-source > .whole-file');
}
