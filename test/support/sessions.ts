import type { Cell } from '../../src/cells/cell.ts';
import { findMachinery } from '../../src/commands/machinery.ts';
import type { Limits } from '../../src/deck/deck.ts';
import { createCellOutput } from '../../src/session/cell-output.ts';
import type { Machinery } from '../../src/session/live-deck.ts';
import { type RunResult, type Session, startSession } from '../../src/session/session.ts';

/** The limits of a deck that says nothing, with less disk so that filling it is quick. */
export const testLimits: Limits = {
  memoryBytes: 512 << 20,
  pids: 128,
  diskBytes: 128 << 20,
  cpus: 1,
  idleMs: 1_200_000,
};

let found: Promise<Machinery> | undefined;

/** The machine's own engine and environment; a test on a machine without fails with the mend. */
export function realMachinery(): Promise<Machinery> {
  found ??= findMachinery({});
  return found;
}

export interface Ran {
  readonly result: RunResult;
  readonly text: string;
  readonly html: readonly string[];
}

/** A session to run cells in, stopped when it goes out of scope. */
export interface TestSession extends AsyncDisposable {
  readonly session: Session;
  run(cell: Cell, signal?: AbortSignal): Promise<Ran>;
}

export async function openSession(limits: Partial<Limits> = {}): Promise<TestSession> {
  const session = await startSession({ ...(await realMachinery()), limits: { ...testLimits, ...limits } });
  return {
    session,
    async run(cell, signal = new AbortController().signal) {
      const { cols, rows } = cell.options;
      const output = createCellOutput({ cols, rows }, () => {});
      try {
        const result = await session.run(cell, { sink: output.sink, signal });
        await output.finish();
        return { result, text: output.text(), html: output.lines() };
      } finally {
        output.dispose();
      }
    },
    async [Symbol.asyncDispose]() {
      await session.stop();
    },
  };
}
