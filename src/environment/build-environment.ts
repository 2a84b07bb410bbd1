import { chmod, chown, lstat, mkdir, open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MachineError } from '../errors.ts';
import { parseIndex } from './debian-index.ts';
import { downloadPackage, GoneError } from './download.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { fetchIndex } from './fetch-index.ts';
import {
  debianArchitecture,
  type EnvironmentLock,
  environmentHash,
  type LockedPackage,
  readLock,
  readRecipe,
} from './lock.ts';
import type { Mirror } from './mirror.ts';
import { initStore } from './nix-store.ts';
import { type Places, sessionOwner } from './places.ts';
import { digestOwnFiles } from './root-files.ts';
import { fillRootfs } from './rootfs.ts';

/** Where a build stands; `done` and `total` are bytes while fetching and packages while unpacking. */
export interface BuildProgress {
  readonly phase: 'fetch' | 'unpack';
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

/** The locked packages for this machine's processor. */
async function lockedHere(given?: EnvironmentLock): Promise<{
  packages: readonly LockedPackage[];
  timestamp: string;
  suite: string;
}> {
  const lock = given ?? (await readLock());
  const architecture = debianArchitecture();
  if (!architecture)
    throw new MachineError(`no environment for ${process.arch}`, 'use an x86_64 or aarch64 machine');
  return { packages: lock.packages[architecture], timestamp: lock.timestamp, suite: lock.suite };
}

/** The environment that the lock describes, if it is built here. */
export async function currentEnvironment(
  places: Places,
  lock?: EnvironmentLock,
): Promise<Environment | undefined> {
  const { packages } = await lockedHere(lock);
  const hash = environmentHash({ packages, files: await digestOwnFiles() });
  const exact = await readEnvironment(join(places.environments, hash));
  if (exact) return exact;
  // A build whose packages had to be taken newer has another name, and is found by the lock that it stood in for.
  const names = await readdir(places.environments).catch(() => []);
  const stand = await Promise.all(
    names
      .filter((name) => name.endsWith(`-for-${hash}`))
      .map((name) => readEnvironment(join(places.environments, name))),
  );
  return stand.find((one) => one !== undefined);
}

/**
 * Builds the environment that the lock describes, unless it is there. A killed build leaves only a folder that no one
 * takes for an environment and the next build removes. Throws `MachineError` when packages cannot be had.
 */
export async function buildEnvironment(options: BuildOptions): Promise<Environment> {
  const { places, onProgress } = options;
  const existing = await currentEnvironment(places, options.lock);
  if (existing) return existing;
  const { packages: locked, timestamp, suite } = await lockedHere(options.lock);
  const files = await digestOwnFiles();
  const mirror = await options.mirror();
  const { packages, paths, newer } = await fetchAll(locked, { options, mirror, timestamp, suite });
  const lockHash = environmentHash({ packages: locked, files });
  const hash = environmentHash({ packages, files });
  await mkdir(places.environments, { recursive: true });
  if (process.getuid?.() === 0) await checkReach(places.environments);
  await sweepUnfinished(places);
  const staging = join(places.environments, `.building-${process.pid}`);
  const owner = sessionOwner();
  const root = join(staging, 'rootfs');
  try {
    await mkdir(root, { recursive: true });
    await chmod(staging, 0o755);
    if (process.getuid?.() === 0) await chown(root, owner.uid, owner.gid);
    await fillRootfs({
      root,
      debs: paths,
      recipe: await readRecipe(),
      owner,
      onPackage: (done) => onProgress({ phase: 'unpack', done, total: paths.length }),
    });
    const nixVersion = await initStore(root, owner);
    const manifest = {
      hash,
      nixVersion,
      builtAt: new Date().toISOString(),
      sizeBytes: await sizeOf(root),
      newer,
    };
    await writeWhole(join(staging, 'environment.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const place = join(places.environments, newer.length === 0 ? hash : `${hash}-for-${lockHash}`);
    // Another process may have been quicker: what it built is the same.
    await rename(staging, place).catch(async (error: unknown) => {
      if (!(await readEnvironment(place))) throw error;
    });
    const built = await readEnvironment(place);
    if (!built) throw new Error(`${place} cannot be read back`);
    return built;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function fetchAll(
  locked: readonly LockedPackage[],
  context: { options: BuildOptions; mirror: Mirror; timestamp: string; suite: string },
): Promise<{ packages: readonly LockedPackage[]; paths: readonly string[]; newer: readonly string[] }> {
  const { options, mirror, timestamp, suite } = context;
  const total = locked.reduce((sum, one) => sum + one.size, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    options.onProgress({ phase: 'fetch', done: Math.min(done, total), total });
  };
  const newer: string[] = [];
  let index: ReadonlyMap<string, LockedPackage> | undefined;
  const fetchOne = async (one: LockedPackage): Promise<{ taken: LockedPackage; path: string }> => {
    const download = (wanted: LockedPackage) =>
      downloadPackage(wanted, { dir: options.places.downloads, mirror, timestamp, onBytes });
    try {
      return { taken: one, path: await download(one) };
    } catch (error) {
      if (!(error instanceof GoneError)) throw error;
      index ??= parseIndex(
        await fetchIndex({ mirror, suite, architecture: debianArchitecture() ?? 'amd64' }),
      );
      const entry = index.get(one.name);
      if (!entry)
        throw new MachineError(
          `${one.name} is not on the mirror any more`,
          'npm run -s piste -- sandbox update',
          {
            cause: error,
          },
        );
      const taken = {
        name: entry.name,
        version: entry.version,
        path: entry.path,
        sha256: entry.sha256,
        size: entry.size,
      };
      newer.push(`${one.name} ${one.version} -> ${taken.version}`);
      return { taken, path: await download(taken) };
    }
  };
  const results: { taken: LockedPackage; path: string }[] = [];
  const queue = [...locked.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await fetchOne(next[1]);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return {
    packages: results.map((one) => one.taken),
    paths: results.map((one) => one.path),
    newer: newer.sort(),
  };
}

/** Root's sessions run as an id without rights, which has to get to the environment. */
async function checkReach(dir: string): Promise<void> {
  for (let at = dir; at !== dirname(at); at = dirname(at)) {
    if (((await lstat(await realpath(at))).mode & 0o001) === 0) {
      throw new MachineError(
        `${at} is closed to others, and sessions run as an id without rights`,
        `chmod o+x ${at}, or name another folder by PISTE_HOME`,
      );
    }
  }
}

async function sweepUnfinished(places: Places): Promise<void> {
  for (const name of await readdir(places.environments)) {
    const owner = name.match(/^\.building-(\d+)$/)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    // A tar that the killed build had started may still be writing its last files.
    await rm(join(places.environments, name), {
      recursive: true,
      force: true,
      maxRetries: 20,
      retryDelay: 50,
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
}

async function sizeOf(dir: string): Promise<number> {
  let size = 0;
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    size += entry.isDirectory() ? await sizeOf(path) : (await lstat(path)).size;
  }
  return size;
}
