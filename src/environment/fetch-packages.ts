import { MachineError } from '../errors.ts';
import { type IndexEntry, parseIndex } from './debian-index.ts';
import { downloadPackage, GoneError } from './download.ts';
import { fetchIndex } from './fetch-index.ts';
import type { LockedPackage, PocketArchitecture } from './lock.ts';
import type { Mirror } from './mirror.ts';

export interface FetchOptions {
  readonly downloads: string;
  readonly mirror: Mirror;
  readonly suite: string;
  /** When the lock was made: where the snapshot archive is asked. */
  readonly timestamp: string;
  readonly architecture: PocketArchitecture;
  readonly onBytes: (done: number, total: number) => void;
}

/** A package as it was asked for and as it was had: another version where the mirror has dropped the first. */
export interface Fetched<P extends LockedPackage> {
  readonly wanted: P;
  readonly taken: P;
  readonly path: string;
}

/** As people read it: `name old -> new`; undefined where the package is the one that the lock names. */
export const newerThanLocked = ({ wanted, taken }: Fetched<LockedPackage>): string | undefined =>
  wanted.sha256 === taken.sha256 ? undefined : `${wanted.name} ${wanted.version} -> ${taken.version}`;

/** Fetches packages, four at a time, in their order. Throws `MachineError` for one that cannot be had in any version. */
export async function fetchPackages<P extends LockedPackage>(
  wanted: readonly P[],
  options: FetchOptions,
): Promise<readonly Fetched<P>[]> {
  const total = wanted.reduce((sum, one) => sum + one.size, 0);
  let done = 0;
  const download = (one: LockedPackage) =>
    downloadPackage(one, {
      dir: options.downloads,
      mirror: options.mirror,
      timestamp: options.timestamp,
      onBytes(bytes) {
        done += bytes;
        options.onBytes(Math.min(done, total), total);
      },
    });
  let index: Promise<ReadonlyMap<string, IndexEntry>> | undefined;
  const newest = async (one: P, cause: GoneError): Promise<P> => {
    index ??= fetchIndex(options).then(parseIndex);
    const entry = (await index).get(one.name);
    if (!entry) {
      const mend = 'npm run -s piste -- sandbox update';
      throw new MachineError(`${one.name} is not on the mirror any more`, mend, { cause });
    }
    const { version, path, sha256, size } = entry;
    return { ...one, version, path, sha256, size };
  };
  const fetchOne = async (one: P): Promise<Fetched<P>> => {
    try {
      return { wanted: one, taken: one, path: await download(one) };
    } catch (error) {
      if (!(error instanceof GoneError)) throw error;
      const taken = await newest(one, error);
      return { wanted: one, taken, path: await download(taken) };
    }
  };
  const results: Fetched<P>[] = [];
  const queue = [...wanted.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await fetchOne(next[1]);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return results;
}
