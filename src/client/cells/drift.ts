import { cellId } from './cell-elements.ts';

/** How cells' last runs differ from their records, as lines of unified diffs. */
const diffs = new Map<string, string>();

/** Marks a cell whose run is not what is recorded, or takes the mark away. */
export function setDrift(cell: HTMLElement, diff: string | undefined): void {
  if (diff === undefined) diffs.delete(cellId(cell));
  else diffs.set(cellId(cell), diff);
  cell.toggleAttribute('data-drift', diff !== undefined);
}

export function driftOf(cell: HTMLElement): string | undefined {
  return diffs.get(cellId(cell));
}
