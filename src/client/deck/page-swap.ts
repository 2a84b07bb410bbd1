import { allCells, cellById, cellId, cellOutput, cellState, cellTerminal } from '../cells/cell-elements.ts';
import { inherit } from '../cells/cell-output.ts';
import { keepWholeFile } from '../cells/whole-file.ts';

/** Fetches this page as the server has it now; undefined if there is none to be had. */
export async function fetchPage(): Promise<Document | undefined> {
  const answer = await fetch(window.location.href, { cache: 'no-store' });
  if (!answer.ok) return undefined;
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** What is left to do when the new content is laid out. */
export interface Swap {
  /** Gives the focus back to a terminal that was moved: moving takes it off, and hidden content cannot take it. */
  readonly refocus: () => void;
}

/** Puts the fresh page's content in place of the old, with the outputs and terminals that the reader has. */
export function swapContent(fresh: Document, selector: string): Swap | undefined {
  const place = document.querySelector(selector);
  const content = fresh.querySelector(selector);
  if (!place || !content) return undefined;
  const kept = allCells(place).map(keep);
  const focused = document.activeElement;
  place.replaceChildren(...content.childNodes);
  for (const cell of kept) restore(cell);
  swapProblems(fresh, selector);
  document.title = fresh.title;
  return {
    refocus() {
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
    },
  };
}

interface KeptCell {
  readonly cell: HTMLElement;
  readonly output: HTMLElement | null;
  readonly terminal: HTMLElement | null;
}

function keep(cell: HTMLElement): KeptCell {
  return { cell, output: cellOutput(cellId(cell)), terminal: cellTerminal(cell) };
}

function restore({ cell, output, terminal }: KeptCell): void {
  const successor = cellById(cellId(cell));
  if (!successor || successor.dataset.kind !== cell.dataset.kind) return;
  if (terminal?.hasAttribute('data-open')) cellTerminal(successor)?.replaceWith(terminal);
  const state = cellState(cell);
  // An edited cell has not run yet; what the old one printed would belie it.
  if (sourceText(successor) !== sourceText(cell)) return;
  keepWholeFile(cell, successor);
  if (state === 'idle') return;
  // Another record than the one that is shown: the page has it, or it waits to be played.
  if (state === 'recorded' && successor.dataset.record !== cell.dataset.record) return;
  successor.dataset.state = state;
  for (const mark of ['data-drift', 'data-fallback'])
    successor.toggleAttribute(mark, cell.hasAttribute(mark));
  const status = cell.querySelector('.cell-status');
  if (status) successor.querySelector('.cell-status')?.replaceWith(status);
  const newOutput = cellOutput(cellId(successor));
  if (!output || !newOutput) return;
  const { scrollTop } = output;
  newOutput.replaceChildren(...output.childNodes);
  inherit(newOutput, output);
  const { recorded } = output.dataset;
  if (recorded === undefined) delete newOutput.dataset.recorded;
  else newOutput.dataset.recorded = recorded;
  newOutput.scrollTop = scrollTop;
}

function sourceText(cell: HTMLElement): string {
  return cell.querySelector('.cell-source pre')?.textContent ?? '';
}

function swapProblems(fresh: Document, selector: string): void {
  const outside = (element: Element): boolean => element.closest(selector) === null;
  for (const old of document.querySelectorAll('.problems')) if (outside(old)) old.remove();
  document.body.prepend(...[...fresh.querySelectorAll('.problems')].filter(outside));
}
