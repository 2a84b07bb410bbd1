import { type CellState, cellStates } from '../../cells/cell.ts';

/** The page's cells (or those below `root`), in document order. */
export function allCells(root: ParentNode = document): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('figure.cell[data-cell]')];
}

export function cellById(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`figure.cell[data-cell="${CSS.escape(id)}"]`);
}

export function cellId(cell: HTMLElement): string {
  return cell.dataset.cell ?? '';
}

export function cellState(cell: HTMLElement): CellState {
  return cellStates.find((state) => state === cell.dataset.state) ?? 'idle';
}

/** The cell that an element belongs to: the figure around it, or the one that an output placed elsewhere names. */
export function cellAround(element: Element | null): HTMLElement | null {
  const output = element?.closest<HTMLElement>('[data-output][data-for]');
  if (output) return cellById(output.dataset.for ?? '');
  return element?.closest<HTMLElement>('figure.cell[data-cell]') ?? null;
}

/** Where a cell's output goes: a place of its own if the deck gave it one, else inside its figure. */
export function cellOutput(id: string): HTMLElement | null {
  const elsewhere = document.querySelector<HTMLElement>(`[data-output][data-for="${CSS.escape(id)}"]`);
  return elsewhere ?? cellById(id)?.querySelector<HTMLElement>('[data-output]') ?? null;
}

export function cellTerminal(cell: HTMLElement): HTMLElement | null {
  return cell.querySelector<HTMLElement>('[data-terminal]');
}

/** The cells that a slide is about: those on it, and those whose output it shows. */
export function cellsOf(scope: ParentNode): HTMLElement[] {
  const shown = [...scope.querySelectorAll<HTMLElement>('[data-output][data-for]')].flatMap(
    (output) => cellById(output.dataset.for ?? '') ?? [],
  );
  return [...new Set([...allCells(scope), ...shown])];
}

/** A cell with something to press: files and checks have their own moment to run. */
export function isRunnable(cell: HTMLElement): boolean {
  return cell.querySelector('[data-action="run"]') !== null;
}

/** It runs, or waits for its turn. */
export function isBusy(cell: HTMLElement): boolean {
  const state = cellState(cell);
  return state === 'running' || state === 'queued';
}

export function sessionOf(cell: HTMLElement): string {
  return cell.dataset.session ?? 'main';
}

/** All cells of a session, in document order. */
export function sessionCells(session: string): HTMLElement[] {
  return allCells().filter((cell) => sessionOf(cell) === session);
}
