import { cellOutput } from './cell-elements.ts';

/** Boxes that the reader scrolled up: new lines leave them where they are. */
const held = new WeakSet<HTMLElement>();
const lastTop = new WeakMap<HTMLElement, number>();
const toFollow = new Set<HTMLElement>();

/**
 * Makes a cell's output, from line `from` on, be these lines of finished HTML; what is before stays untouched. True
 * if there was no output before, so that the page has to make room.
 */
export function patchOutput(cell: string, from: number, lines: readonly string[]): boolean {
  const output = cellOutput(cell);
  if (!output) return false;
  const isFirst = output.childElementCount === 0;
  if (from === 0) held.delete(output);
  const sheet = lineSheet(output);
  const kept = sheet.children;
  while (kept.length > from) kept.item(kept.length - 1)?.remove();
  const added = document.createElement('template');
  // The newline belongs to the line, so that a selection or `textContent` is plain text as it was printed.
  added.innerHTML = lines.map((line) => `<div class="line">${line}\n</div>`).join('');
  for (const link of added.content.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  sheet.append(added.content);
  // A box with nothing in it is not shown; a reset cell has one.
  if (sheet.childElementCount === 0) sheet.remove();
  follow(output);
  return isFirst;
}

/** Says at a cell's output that it is a record (`words`), or that it no longer is one. */
export function markRecorded(cell: string, words: string | undefined): void {
  const output = cellOutput(cell);
  if (words === undefined) output?.removeAttribute('data-recorded');
  else output?.setAttribute('data-recorded', words);
}

/** Watches which outputs the reader holds: scroll events do not bubble, but they can be captured. */
export function watchOutputs(): void {
  const onScroll = ({ target }: Event): void => {
    if (!(target instanceof HTMLElement) || !target.matches('[data-output]')) return;
    const fromEnd = target.scrollHeight - target.scrollTop - target.clientHeight;
    const before = lastTop.get(target) ?? 0;
    lastTop.set(target, target.scrollTop);
    // By direction: new lines may have come between our own scrolling down and its event.
    if (fromEnd <= 24) held.delete(target);
    else if (target.scrollTop < before) held.add(target);
  };
  document.addEventListener('scroll', onScroll, { capture: true, passive: true });
}

/** Where an output rests: a picture is read from its top, lines from their end. */
export const restingPlace = (output: HTMLElement): number =>
  output.querySelector(':scope > .picture-place') ? 0 : output.scrollHeight;

/** Whether the reader has scrolled up in an output, which else stays at its end. */
export function isHeld(output: HTMLElement): boolean {
  return held.has(output);
}

/** Takes the place of an output, the reader's scrolling included. */
export function inherit(output: HTMLElement, from: HTMLElement): void {
  if (held.has(from)) held.add(output);
}

function follow(output: HTMLElement): void {
  if (held.has(output)) return;
  // Once a frame is enough: asking for a height after each message would lay the page out each time.
  if (toFollow.size === 0) {
    requestAnimationFrame(() => {
      for (const box of toFollow) if (!held.has(box)) box.scrollTop = restingPlace(box);
      toFollow.clear();
    });
  }
  toFollow.add(output);
}

function lineSheet(output: HTMLElement): HTMLElement {
  const found = output.querySelector<HTMLElement>(':scope > pre');
  if (found) return found;
  const sheet = document.createElement('pre');
  output.prepend(sheet);
  return sheet;
}
