import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolders } from '../disk/make-folders.ts';
import { MachineError, messageOf } from '../errors.ts';
import type { LockedPackage } from './lock.ts';
import type { Mirror } from './mirror.ts';

/** Called with bytes as they arrive. */
export type OnBytes = (bytes: number) => void;

/** The mirror and the archive have dropped it: a newer one must be taken, and said. */
export class GoneError extends Error {
  readonly locked: LockedPackage;
  constructor(locked: LockedPackage) {
    super(`${locked.name} ${locked.version} is no longer on the mirror`);
    this.name = 'GoneError';
    this.locked = locked;
  }
}

/** By their hash, as Nix asks a mirror of hashes for them. */
export const downloadedPath = (dir: string, { sha256 }: LockedPackage) => join(dir, 'sha256', sha256);

async function isWhole(path: string, sha256: string): Promise<boolean> {
  try {
    return (
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex') === sha256
    );
  } catch {
    return false;
  }
}

async function fetchTo(
  address: string,
  path: string,
  sha256: string,
  onBytes: OnBytes,
): Promise<'ok' | 'gone'> {
  const response = await fetch(address, { signal: AbortSignal.timeout(300_000) });
  if (response.status === 404 || response.status === 410) return 'gone';
  if (!response.ok || !response.body) throw new Error(`${address}: HTTP ${response.status}`);
  const hash = createHash('sha256');
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(response.body), watch, createWriteStream(path));
  const got = hash.digest('hex');
  if (got !== sha256) throw new Error(`${address}: sha256 is ${got}, the lock says ${sha256}`);
  return 'ok';
}

/** Fetches one package into `dir`, named by its sha256, unless it is there; never leaves a torn file under that name. */
export async function downloadPackage(
  locked: LockedPackage,
  options: { dir: string; mirror: Mirror; timestamp: string; onBytes: OnBytes },
): Promise<string> {
  const path = downloadedPath(options.dir, locked);
  if (await isWhole(path, locked.sha256)) {
    options.onBytes(locked.size);
    return path;
  }
  makeFolders(dirname(path));
  const partial = `${path}.${process.pid}.partial`;
  const { base, snapshot } = options.mirror;
  const addresses = [
    base + locked.path,
    ...(snapshot ? [`${snapshot}${options.timestamp}/${locked.path}`] : []),
  ];
  try {
    for (const address of addresses) {
      let outcome: 'ok' | 'gone';
      try {
        outcome = await fetchTo(address, partial, locked.sha256, options.onBytes);
      } catch (error) {
        // The archive may be out of reach where the mirror is not: that is not a reason to stop.
        if (address !== addresses[0]) continue;
        throw new MachineError(
          `cannot fetch ${locked.name}: ${messageOf(error)}`,
          'npm run -s piste -- sandbox build --mirror ADDRESS',
          {
            cause: error,
          },
        );
      }
      if (outcome === 'gone') continue;
      const handle = await open(partial, 'r+');
      await handle.sync();
      await handle.close();
      await rename(partial, path);
      return path;
    }
  } finally {
    await rm(partial, { force: true });
  }
  throw new GoneError(locked);
}
