import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Limits } from '../../src/deck/deck.ts';
import type { Restore } from '../../src/engine/engine.ts';
import type { EnvironmentSpec } from '../../src/environment/environment-spec.ts';
import { openSnapshots, type Snapshots, type SnapshotsOptions } from '../../src/records/snapshots.ts';
import { startSession } from '../../src/session/session.ts';
import { realEnvironment, type TestSession, testLimits, testSession } from './sessions.ts';

/** A folder for snapshots, removed when it goes out of scope. */
export interface SnapshotFolder extends AsyncDisposable {
  readonly dir: string;
  open(options?: Partial<SnapshotsOptions>): Snapshots;
  /** Bytes of all files in it. */
  bytes(): Promise<number>;
}

export async function snapshotFolder(): Promise<SnapshotFolder> {
  const dir = await mkdtemp(join(tmpdir(), 'piste-snapshots-'));
  return {
    dir,
    open: (options) => openSnapshots({ dir, ...options }),
    async bytes() {
      const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((one) =>
        one.isFile(),
      );
      const sizes = await Promise.all(
        files.map(async (one) => (await stat(join(one.parentPath, one.name))).size),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

/** A session that begins with what is given, stopped when it goes out of scope. */
export async function restoredSession(
  restore: Restore | undefined,
  { spec = {}, limits = {} }: { spec?: Partial<EnvironmentSpec>; limits?: Partial<Limits> } = {},
): Promise<TestSession> {
  if (!restore) throw new Error('no such snapshot');
  const { engine, environment } = await realEnvironment(spec);
  const { containers = false } = spec;
  return testSession(
    await startSession({ engine, environment, limits: { ...testLimits, ...limits }, containers, restore }),
  );
}
