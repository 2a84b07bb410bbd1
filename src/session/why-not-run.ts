import type { Cell } from '../cells/cell.ts';
import type { ChainBoard } from './chain-board.ts';
import type { ChainOptions } from './chain-options.ts';
import type { CellStatus } from './live-events.ts';

/** What is said of a cell that was not run because of one before it; the one that was asked for has its record. */
export async function whyNotRun(
  cell: Cell,
  stopped: Cell,
  {
    isTarget,
    board,
    judge,
  }: { readonly isTarget: boolean; readonly board: ChainBoard } & Pick<ChainOptions, 'judge'>,
): Promise<Partial<CellStatus>> {
  if (stopped.id === cell.id) return {};
  const reason = `not run: cell ${stopped.id} before it did not succeed`;
  const { state, fallback } = board.status(stopped.id);
  if (!isTarget || (state !== 'error' && !fallback)) return { reason };
  const result = { status: 'error' as const, durationMs: 0 };
  return { reason, ...(await judge({ cell, result, events: [], inPlace: false })) };
}
