import type { SectionPlace } from '../../render/page-changes.ts';
import {
  allCells,
  cellById,
  cellId,
  cellOutput,
  cellState,
  cellsOf,
  cellTerminal,
} from '../cells/cell-elements.ts';
import { inherit } from '../cells/cell-output.ts';
import { keepWholeFile } from '../cells/whole-file.ts';
import { loadExtraStyles } from './extra-styles.ts';
import { type FreshPage, type FreshSection, withLines } from './fresh-page.ts';
import { swapHead } from './head-swap.ts';

export { fetchPage } from './fresh-page.ts';

/** What is left to do when the new content is laid out. */
export interface Swap {
  /** What is new on the page and wants to be dressed: all of the content, or some sections of it. */
  readonly roots: readonly Element[];
  /** The number that the section with this number has now, from 0; of one that is gone, where it would be. */
  readonly numberNow: (before: number) => number;
  /** Resolves when the style sheets that are new on the page have been read; undefined where none is. */
  readonly styled: Promise<void> | undefined;
  /** Something has changed that a page takes up only when it is opened. */
  readonly wantsOpening: boolean;
  /** Gives the focus back to a terminal that was moved: moving takes it off, and hidden content cannot take it. */
  readonly refocus: () => void;
}

/** Puts the fresh page's content in place of the old, with the outputs and terminals that the reader has. */
export function swapContent(fresh: FreshPage, selector: string): Swap | undefined {
  const place = document.querySelector(selector);
  const content = fresh.document.querySelector(selector);
  if (!place || !content) return undefined;
  const focused = document.activeElement;
  const old = [...place.children];
  const roots = fresh.sections ? swapSections(place, old, fresh.sections) : swapAll(place, content);
  swapProblems(fresh.document, selector);
  swapAround(fresh.document);
  const head = swapHead(fresh.document);
  loadExtraStyles();
  const order = new Map([...place.children].map((section, index) => [section, index]));
  return {
    ...head,
    roots,
    numberNow(before) {
      for (let index = before; index >= 0; index--) {
        const now = order.get(old[index] ?? place);
        if (now !== undefined) return now + before - index;
      }
      return before;
    },
    refocus() {
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
    },
  };
}

function swapAll(place: Element, content: Element): readonly Element[] {
  const kept = allCells(place).map(keep);
  place.replaceChildren(...content.childNodes);
  for (const cell of kept) restore(cell);
  return [place];
}

/** Those that stay are not touched: their terminals, players and scroll positions stay as well. */
function swapSections(
  place: Element,
  old: readonly Element[],
  sections: readonly FreshSection[],
): readonly Element[] {
  const staying = new Set(sections.map(({ section }) => section));
  const gone = old.filter((section) => !staying.has(section));
  const kept = [...new Set(gone.flatMap(cellsOf))].map(keep);
  for (const section of gone) section.remove();
  let at = place.firstElementChild;
  for (const { section, lines, place: stands } of sections) {
    if (section === at) at = at.nextElementSibling;
    else place.insertBefore(section, at);
    if (lines)
      for (const [index, element] of withLines(section).entries())
        element.setAttribute('data-line', String(lines[index]));
    if (stands) moveSection(section, stands);
  }
  for (const cell of kept) restore(cell);
  const before = new Set(old);
  return sections.flatMap(({ section }) => (before.has(section) ? [] : [section]));
}

/** A section of an article says which slide it is. */
function moveSection(section: Element, { id, at, slide }: SectionPlace): void {
  section.id = id;
  section.setAttribute('data-at', at);
  section.querySelector(':scope > .same-spot')?.setAttribute('href', slide);
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
  if (sourceText(successor) !== sourceText(cell)) {
    // Its place may be in a section that stays.
    if (output?.isConnected && state !== 'idle' && state !== 'recorded') output.replaceChildren();
    return;
  }
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
  if (!output || !newOutput || output === newOutput) return;
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

/** What stands around an article: its head, and the list of its parts with what its reader has opened of it. */
function swapAround(fresh: Document): void {
  const main = document.querySelector('main.article');
  for (const selector of ['.article-head', '.contents']) {
    const [old, now] = [document, fresh].map((page) => page.querySelector(`body > ${selector}`));
    if (!now) old?.remove();
    else if (!old) main?.before(document.importNode(now, true));
    else if (selector === '.contents') swapList(old, now);
    else if (!old.isEqualNode(now)) old.replaceWith(document.importNode(now, true));
  }
}

function swapList(old: Element, now: Element): void {
  const [list, next] = [old, now].map((contents) => contents.querySelector('ol'));
  if (list && next && !list.isEqualNode(next)) list.replaceWith(document.importNode(next, true));
  for (const attribute of ['aria-label']) old.setAttribute(attribute, now.getAttribute(attribute) ?? '');
  const [label, said] = [old, now].map((contents) => contents.querySelector('.contents-label'));
  if (label && said) label.textContent = said.textContent;
}

function swapProblems(fresh: Document, selector: string): void {
  const outside = (element: Element): boolean => element.closest(selector) === null;
  for (const old of document.querySelectorAll('.problems')) if (outside(old)) old.remove();
  document.body.prepend(...[...fresh.querySelectorAll('.problems')].filter(outside));
}
