import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Restore } from '../engine/engine.ts';
import { RunError } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { type Blob, type NewBlob, openBlobs } from './snapshot-blobs.ts';
import { blobsOf, type Manifest, openManifests } from './snapshot-manifests.ts';
import { sweepParts } from './snapshot-parts.ts';

/** Of a session, what a snapshot is taken by. */
export type PackingSession = Pick<Session, 'pack' | 'restored'>;

/** What a session had made after a cell, kept. */
export interface Snapshot {
  readonly key: string;
  /** Of all that it is made of, whether or not other snapshots share it. */
  readonly sizeBytes: number;
  /** Names of the commands that ran in the background and are not in it. */
  readonly background: readonly string[];
  readonly takenAt: Date;
}

/** What sessions had made after their cells, by the cells' keys. Several processes may share the folder. */
export interface Snapshots {
  /** Undefined where there is none, or not all of it. */
  find(key: string): Promise<Snapshot | undefined>;
  /**
   * Keeps what a session's cells have made, while none runs. Undefined, and nothing kept, when it cannot be had whole:
   * something went on writing, it is too large, the session has ended, this machine's disk is full.
   */
  take(key: string, session: PackingSession): Promise<Snapshot | undefined>;
  /** What a session has to be started with to go on from there; undefined, and removed, if it is not what was kept. */
  restoreOf(key: string): Promise<Restore | undefined>;
  /** Removes those not used for longest until the rest is within the budget, and what killed processes have left. */
  sweep(): Promise<void>;
}

export interface SnapshotsOptions {
  readonly dir: string;
  /** Bytes of all that is kept; 2 GB unless said. */
  readonly budgetBytes?: number;
  /** Bytes of everything but the store's entries, which each snapshot has anew; 256 MB unless said. */
  readonly stateLimitBytes?: number;
  /** How long what no snapshot names is left to a process that may be about to name it. */
  readonly graceMs?: number;
}

class TooLarge extends Error {}

/** Opens the folder, which need not be there yet. */
export function openSnapshots(options: SnapshotsOptions): Snapshots {
  const { dir, budgetBytes = 2 * 2 ** 30, stateLimitBytes = 256 << 20, graceMs = 10_000 } = options;
  const manifests = openManifests(dir);
  const blobs = openBlobs(dir);
  /** The store of a session as it was last kept, and the number of the pack that it was kept by. */
  const kept = new WeakMap<PackingSession, { readonly store: readonly Blob[]; readonly number: number }>();
  let unswept = 0;

  const pack = async (
    session: PackingSession,
    state: NewBlob,
    store: NewBlob,
  ): Promise<Omit<Manifest, 'key'> | undefined> => {
    const before = kept.get(session) ?? { store: await storeOf(session.restored), number: 0 };
    // Where another process has removed what this session's store stands on, all of it is packed.
    const stands = await all(before.store, blobs.claim);
    const packed = await session.pack({
      since: stands ? before.number : 'nothing',
      sink(archive, bytes) {
        const [part, limit] = archive === 'state' ? [state, stateLimitBytes] : [store, budgetBytes];
        if (part.sizeBytes + bytes.length > limit) throw new TooLarge();
        return part.write(bytes);
      },
    });
    if (!packed) return undefined;
    const more = packed.store === 'none' ? [] : [await store.finish()];
    const layers = [...(stands && packed.store !== 'all' ? before.store : []), ...more];
    kept.set(session, { store: layers, number: packed.number });
    return {
      takenAt: new Date().toISOString(),
      background: [...packed.background],
      store: layers,
      state: await state.finish(),
    };
  };

  const sweep = async () => {
    unswept = 0;
    const needed = new Set<string>();
    let sumBytes = 0;
    for (const key of await manifests.keys()) {
      const manifest = await manifests.read(key);
      const fresh = manifest && blobsOf(manifest).filter(({ hash }) => !needed.has(hash));
      const moreBytes = (fresh ?? []).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (fresh && sumBytes + moreBytes <= budgetBytes) {
        sumBytes += moreBytes;
        for (const { hash } of fresh) needed.add(hash);
      } else {
        await manifests.remove(key);
      }
    }
    await blobs.sweep(needed, graceMs);
    await sweepParts(dir);
  };

  return {
    async find(key) {
      const manifest = await manifests.read(key);
      return manifest && (await all(blobsOf(manifest), blobs.has)) ? snapshotOf(manifest) : undefined;
    },
    async restoreOf(key) {
      const manifest = await manifests.read(key);
      if (!manifest) return undefined;
      if (await all(blobsOf(manifest), blobs.isWhole)) {
        await manifests.touch(key);
        return { files: blobsOf(manifest).map(({ hash }) => blobs.fileOf(hash)) };
      }
      await manifests.remove(key);
      return undefined;
    },
    async take(key, session) {
      const parts: NewBlob[] = [];
      try {
        const state = await blobs.create();
        parts.push(state);
        const store = await blobs.create();
        parts.push(store);
        const packed = await pack(session, state, store);
        if (!packed) return undefined;
        const manifest = { key, ...packed };
        await manifests.write(manifest);
        unswept += state.sizeBytes + store.sizeBytes;
        if (unswept > budgetBytes / 16) await sweep();
        return snapshotOf(manifest);
      } catch (error) {
        if (error instanceof TooLarge || error instanceof RunError || isOfTheDisk(error)) return undefined;
        throw error;
      } finally {
        for (const part of parts) await part.discard();
      }
    },
    sweep,
  };
}

const snapshotOf = (manifest: Manifest): Snapshot => ({
  key: manifest.key,
  sizeBytes: blobsOf(manifest).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  background: manifest.background,
  takenAt: new Date(manifest.takenAt),
});

/** The blobs of the store that a session began with. */
const storeOf = (restored: Restore | undefined): Promise<readonly Blob[]> =>
  Promise.all(
    (restored?.files ?? []).slice(0, -1).map(async (file) => ({
      hash: basename(file, '.tar'),
      sizeBytes: (await stat(file).catch(() => undefined))?.size ?? -1,
    })),
  );

const all = async (blobs: readonly Blob[], is: (blob: Blob) => Promise<boolean>): Promise<boolean> =>
  (await Promise.all(blobs.map(is))).every((one) => one);

const isOfTheDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
