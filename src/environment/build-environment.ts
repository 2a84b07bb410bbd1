import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../disk/whole-file.ts';
import { type BuildOptions, buildBase } from './build-base.ts';
import { type Environment, type EnvironmentManifest, readEnvironment } from './environment.ts';
import { wantedHashes } from './environment-names.ts';
import { type EnvironmentSpec, environmentHash } from './environment-spec.ts';
import { layStore } from './lay-store.ts';
import { type EnvironmentLock, readLock } from './lock.ts';
import { handToSessions, type Places } from './places.ts';
import { digestPocket } from './pocket-source.ts';
import { openPool } from './pool.ts';
import type { RunProgram } from './program.ts';
import { planPackages } from './realise.ts';
import { findStanding, makeWhole, standingName } from './staging.ts';

export interface EnvironmentOptions extends BuildOptions {
  readonly spec: EnvironmentSpec;
  readonly runProgram: RunProgram;
}

/** The environment that a spec comes to, if it is built here. */
export async function currentEnvironment(
  places: Places,
  spec: EnvironmentSpec,
  given?: EnvironmentLock,
): Promise<Environment | undefined> {
  const wanted = (await wantedHashes(given ?? (await readLock())))(spec);
  return findStanding(places.environments, wanted, readEnvironment);
}

/**
 * Builds the environment that a spec asks for, unless it is there: its packages in the pool, with the network, once;
 * then a store of its own that shares their files. Throws `MachineError` with Nix's words where that cannot be done.
 */
export async function buildEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { places, spec } = options;
  const lock = options.lock ?? (await readLock());
  const existing = await currentEnvironment(places, spec, lock);
  if (existing) return existing;
  const base = await buildBase(options);
  const pool = await openPool(places, options.runProgram);
  const exchange = await mkdtemp(join(tmpdir(), 'piste-realise-'));
  try {
    await handToSessions(exchange);
    const plan = await planPackages({ ...options, lock, base, pool, exchange });
    const wanted = (await wantedHashes(lock))(spec);
    const hash = environmentHash(spec, { base: base.hash, source: await digestPocket(plan.pocket) });
    await pool.run('build', { ...plan.run, env: { ...plan.run.env, HASH: hash } });
    const newer = [...new Set([...base.newer, ...plan.newer])].sort();
    const place = await makeWhole(
      places.environments,
      () => standingName(hash, wanted),
      async (staging) => {
        const { sizeBytes, packages } = await layStore({ staging, base, pool, exchange });
        const manifest: EnvironmentManifest = {
          hash,
          wanted,
          base: base.hash,
          nixVersion: base.nixVersion,
          builtAt: new Date().toISOString(),
          sizeBytes,
          newer,
          asked: [...spec.packages],
          packages,
        };
        await writeWhole(join(staging, 'environment.json'), `${JSON.stringify(manifest, null, 2)}\n`);
      },
    );
    const built = await readEnvironment(place);
    if (!built) throw new Error(`${place} cannot be read back`);
    return built;
  } finally {
    await rm(exchange, { recursive: true, force: true });
  }
}
