import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../disk/whole-file.ts';
import { type Base, readBase } from './base.ts';
import { type Fetched, fetchPackages, newerThanLocked } from './fetch-packages.ts';
import {
  baseHash,
  type EnvironmentLock,
  type LockedPackage,
  readLock,
  readRecipe,
  thisArchitecture,
} from './lock.ts';
import type { Mirror } from './mirror.ts';
import { nixVersionOf } from './nix-store.ts';
import { type Places, sessionOwner } from './places.ts';
import { digestOwnFiles } from './root-files.ts';
import { fillRootfs } from './rootfs.ts';
import { findStanding, makeWhole, standingName } from './staging.ts';

/** Where a build stands; `done` and `total` are bytes while fetching, else packages. */
export interface BuildProgress {
  readonly phase: 'fetch' | 'unpack' | 'build';
  readonly done: number;
  readonly total: number;
}

export interface BuildOptions {
  readonly places: Places;
  /** Asked for only when something has to be fetched. */
  readonly mirror: () => Promise<Mirror>;
  readonly onProgress: (progress: BuildProgress) => void;
  /** The project's own unless given. */
  readonly lock?: EnvironmentLock;
}

/** The root filesystem that the lock describes, if it is built here. */
export async function currentBase(places: Places, given?: EnvironmentLock): Promise<Base | undefined> {
  const lock = given ?? (await readLock());
  const hash = baseHash({ packages: lock.packages[thisArchitecture()], files: await digestOwnFiles() });
  return findStanding(places.bases, hash, readBase);
}

/**
 * Builds the root filesystem that the lock describes, unless it is there: without root, container or network beside the
 * mirror. A killed build leaves only a folder that no one takes for a base and the next build removes. Throws
 * `MachineError` when packages cannot be had.
 */
export async function buildBase(options: BuildOptions): Promise<Base> {
  const { places, onProgress } = options;
  const existing = await currentBase(places, options.lock);
  if (existing) return existing;
  const lock = options.lock ?? (await readLock());
  const architecture = thisArchitecture();
  const files = await digestOwnFiles();
  const fetched = await fetchPackages(lock.packages[architecture], {
    downloads: places.downloads,
    mirror: await options.mirror(),
    suite: lock.suite,
    timestamp: lock.timestamp,
    architecture,
    onBytes: (done, total) => onProgress({ phase: 'fetch', done, total }),
  });
  const nameOf = (pick: (one: Fetched<LockedPackage>) => LockedPackage) =>
    baseHash({ packages: fetched.map(pick), files });
  const hash = nameOf((one) => one.taken);
  const newer = fetched.map(newerThanLocked).filter((one) => one !== undefined);
  const owner = sessionOwner();
  const place = await makeWhole(
    places.bases,
    () =>
      standingName(
        hash,
        nameOf((one) => one.wanted),
      ),
    async (staging) => {
      const root = join(staging, 'rootfs');
      await mkdir(root);
      if (process.getuid?.() === 0) await chown(root, owner.uid, owner.gid);
      await fillRootfs({
        root,
        debs: fetched.map((one) => one.path),
        recipe: await readRecipe(),
        owner,
        onPackage: (done) => onProgress({ phase: 'unpack', done, total: fetched.length }),
      });
      const nixVersion = await nixVersionOf(root, owner);
      const manifest = { hash, nixVersion, builtAt: new Date().toISOString(), newer: [...newer].sort() };
      await writeWhole(join(staging, 'base.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    },
  );
  const built = await readBase(place);
  if (!built) throw new Error(`${place} cannot be read back`);
  return built;
}
