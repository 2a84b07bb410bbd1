import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Blob } from './snapshot-blobs.ts';
import { newPart } from './snapshot-parts.ts';

const blobSchema = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), sizeBytes: z.number() });

const manifestSchema = z.object({
  key: z.string(),
  /** ISO 8601. */
  takenAt: z.string(),
  background: z.array(z.string()),
  /** Entries of the Nix store, each blob to be laid over those before. */
  store: z.array(blobSchema),
  /** Everything else. */
  state: blobSchema,
});

/** What a snapshot consists of. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** All that it needs, in the order in which it is unpacked: the state has the times of folders that the rest is put in. */
export const blobsOf = ({ store, state }: Manifest): readonly Blob[] => [...store, state];

/** The manifests of a folder, one file a key. */
export interface Manifests {
  /** Undefined for one that is not there or cannot be read. */
  read(key: string): Promise<Manifest | undefined>;
  /** Writes one whole, in place of what the key had. */
  write(manifest: Manifest): Promise<void>;
  /** Notes that it was used now. */
  touch(key: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Keys, the one used last first. */
  keys(): Promise<readonly string[]>;
}

const suffix = '.json';

/** Opens the manifests of a folder of snapshots, which need not be there yet. */
export function openManifests(dir: string): Manifests {
  const keyDir = join(dir, 'keys');
  const fileOf = (key: string) => {
    if (!/^[\w-]{1,200}$/.test(key)) throw new Error(`not a snapshot's key: ${key}`);
    return join(keyDir, `${key}${suffix}`);
  };
  return {
    async read(key) {
      const file = fileOf(key);
      try {
        return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
      } catch {
        return undefined;
      }
    },
    async write(manifest) {
      const file = fileOf(manifest.key);
      const part = await newPart(dir, keyDir);
      try {
        // Not waited for until the disk has it: one that a power cut has torn is none.
        await writeFile(part, JSON.stringify(manifest));
        await rename(part, file);
      } finally {
        await rm(part, { force: true });
      }
    },
    async touch(key) {
      const now = new Date();
      await utimes(fileOf(key), now, now).catch(() => {});
    },
    remove: (key) => rm(fileOf(key), { force: true }),
    async keys() {
      const names = (await readdir(keyDir).catch(() => [])).filter((name) => name.endsWith(suffix));
      const used = await Promise.all(
        names.map(async (name) => ({
          key: name.slice(0, -suffix.length),
          usedMs: (await stat(join(keyDir, name)).catch(() => undefined))?.mtimeMs ?? 0,
        })),
      );
      return used.sort((a, b) => b.usedMs - a.usedMs).map(({ key }) => key);
    },
  };
}
