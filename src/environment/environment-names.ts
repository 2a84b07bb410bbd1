import { readEnvironment } from './environment.ts';
import { type EnvironmentSpec, environmentHash } from './environment-spec.ts';
import { baseHash, type EnvironmentLock, readLock, thisArchitecture } from './lock.ts';
import type { Places } from './places.ts';
import { digestPocket } from './pocket-source.ts';
import { digestOwnFiles } from './root-files.ts';
import { findStanding } from './staging.ts';

/** Tells the hash that a spec's environment has when every package is there as a lock names it. */
export async function wantedHashes(lock: EnvironmentLock): Promise<(spec: EnvironmentSpec) => string> {
  const [files, source] = await Promise.all([digestOwnFiles(), digestPocket(lock.pocketpkgs)]);
  const base = baseHash({ packages: lock.packages[thisArchitecture()], files });
  return (spec) => environmentHash(spec, { base, source });
}

/** Tells the hash of the environment that a spec comes to, without building it. */
export type EnvironmentNames = (spec: EnvironmentSpec) => Promise<string>;

/**
 * Reads all that environments are named by, once. The hash of one that is built is its own, which is another where
 * packages had to be taken newer; one that is not built is taken to come out as the lock has it.
 */
export async function openEnvironmentNames(places: Places): Promise<EnvironmentNames> {
  const wantedHash = await wantedHashes(await readLock());
  return async (spec) => {
    const wanted = wantedHash(spec);
    return (await findStanding(places.environments, wanted, readEnvironment))?.hash ?? wanted;
  };
}
