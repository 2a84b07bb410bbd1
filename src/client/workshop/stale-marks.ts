import { allCells, cellId, cellState, cellTerminal, sessionOf } from '../cells/cell-elements.ts';
import { make } from '../elements.ts';
import { spoken } from '../words.ts';
import type { Edits } from './edits.ts';
import { noteRun, type Ran, type Stale, staleCells } from './stale.ts';

const said = { edited: 'workshop.stale-edited', before: 'workshop.stale-before' } as const;

/** Marks what cells show where it is of a text that has changed since; the texts are to be used through what it gives. */
export function markStale(edits: Edits): Edits {
  const runs = new Map<string, Ran>();
  let now = 0;

  const refresh = (): void => {
    const cells = allCells().filter((cell) => !cellTerminal(cell));
    const stale = staleCells(
      cells.map((cell) => {
        const id = cellId(cell);
        return { id, session: sessionOf(cell), text: edits.text(id), ran: runs.get(id) };
      }),
    );
    for (const cell of cells) mark(cell, hasEnded(cell) ? stale.get(cellId(cell)) : undefined);
  };
  const note = (cell: HTMLElement, before: string | null): void => {
    const id = cellId(cell);
    const state = cellState(cell);
    if (state === 'idle' || state === 'recorded') runs.delete(id);
    else if (state === 'running' || before === 'running') {
      const known = runs.get(id);
      // The text that it began with, whatever is typed while it runs.
      if (state === 'running' || !known) runs.set(id, noteRun(known, edits.text(id), ++now));
    } else if (hasEnded(cell) && !runs.has(id)) runs.set(id, noteRun(undefined, edits.text(id), ++now));
  };
  const content = document.querySelector('main');
  if (content) {
    new MutationObserver((records) => {
      for (const { target, oldValue } of records) if (isCell(target)) note(target, oldValue);
      refresh();
    }).observe(content, { subtree: true, attributeFilter: ['data-state'], attributeOldValue: true });
    // Sections of a deck that was edited meanwhile.
    new MutationObserver(refresh).observe(content, { childList: true });
  }
  return {
    ...edits,
    set(cell, text) {
      edits.set(cell, text);
      refresh();
    },
    take(kept) {
      const changed = edits.take(kept);
      refresh();
      return changed;
    },
    takeOne(cell, text) {
      const changed = edits.takeOne(cell, text);
      refresh();
      return changed;
    },
  };
}

const isCell = (node: Node): node is HTMLElement =>
  node instanceof HTMLElement && node.matches('figure.cell');

const hasEnded = (cell: HTMLElement): boolean =>
  ['ok', 'failed', 'error', 'cancelled'].includes(cellState(cell));

function mark(cell: HTMLElement, stale: Stale | undefined): void {
  if (cell.dataset.stale === stale) return;
  if (stale) cell.dataset.stale = stale;
  else delete cell.dataset.stale;
  const known = cell.querySelector('.stale-mark');
  if (!stale) {
    known?.remove();
    return;
  }
  const words = known ?? make('span', 'stale-mark');
  words.textContent = spoken.say(said[stale]);
  if (!known) cell.querySelector('.cell-bar > .cell-status')?.after(words);
}
