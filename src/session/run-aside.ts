import type { Cell } from '../cells/cell.ts';
import { withMend } from '../errors.ts';
import type { RunResult, Session } from './session.ts';

/** Runs a check in a chain's session: nothing that it prints is shown, and what comes next finds all as it was. */
export async function runAside(
  session: () => Promise<Session>,
  cell: Cell,
  signal: AbortSignal,
): Promise<RunResult> {
  try {
    return await (await session()).run(cell, { sink: () => undefined, signal, aside: true });
  } catch (error) {
    return { status: 'error', reason: withMend(error), durationMs: 0 };
  }
}
