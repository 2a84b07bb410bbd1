import type { Cell } from '../cells/cell.ts';

/** The cells of a chain before one of them; none before one that is not there. */
export function cellsBefore(cells: readonly Cell[], cellId: string): readonly Cell[] {
  const index = cells.findIndex((one) => one.id === cellId);
  return cells.slice(0, Math.max(0, index));
}

/** The cell up to which a kept state of the chain gives no solution away: the first solution before a cell, else that cell. */
export const unsolvedUpTo = (cells: readonly Cell[], cellId: string): string =>
  cellsBefore(cells, cellId).find(({ isSolution }) => isSolution)?.id ?? cellId;
