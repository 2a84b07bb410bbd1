import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cell } from '../../src/cells/cell.ts';
import { findMachinery } from '../../src/commands/machinery.ts';
import type { Limits } from '../../src/deck/deck.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Environment } from '../../src/environment/environment.ts';
import { type EnvironmentSpec, plainSpec } from '../../src/environment/environment-spec.ts';
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

// What is kept of sessions must not reach from one run of the tests into the next.
const snapshotsDir = mkdtempSync(join(tmpdir(), 'piste-snapshots-'));
process.env.PISTE_SNAPSHOTS = snapshotsDir;
process.on('exit', () => rmSync(snapshotsDir, { recursive: true, force: true }));

let found: Promise<Machinery> | undefined;

/** The machine's own engine and environment; a test on a machine without fails with the mend. */
export function realMachinery(): Promise<Machinery> {
  found ??= findMachinery({});
  return found;
}

/** The environment of a deck that asks for nothing, or for what is given. */
export async function realEnvironment(spec: Partial<EnvironmentSpec> = {}): Promise<{
  engine: Engine;
  environment: Environment;
}> {
  const { engine, environment } = await realMachinery();
  return { engine, environment: await environment({ ...plainSpec, ...spec }) };
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

export async function openSession(limits: Partial<Limits> = {}, containers = false): Promise<TestSession> {
  return openSessionWith({ containers }, limits);
}

/** A session in the environment of a deck that asks for what is given. */
export async function openSessionWith(
  spec: Partial<EnvironmentSpec>,
  limits: Partial<Limits> = {},
): Promise<TestSession> {
  const { engine, environment } = await realEnvironment(spec);
  const { containers = false } = spec;
  return testSession(
    await startSession({ engine, environment, limits: { ...testLimits, ...limits }, containers }),
  );
}

export function testSession(session: Session): TestSession {
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
