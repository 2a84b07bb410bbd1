import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { newPart } from './snapshot-parts.ts';

/** Bytes on the disk, named by what they are. */
export interface Blob {
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly sizeBytes: number;
}

/** A blob that is being written; until `finish` it is a part that nobody else sees. */
export interface NewBlob {
  /** Bytes so far. */
  readonly sizeBytes: number;
  write(bytes: Buffer): Promise<void>;
  finish(): Promise<Blob>;
  discard(): Promise<void>;
}

/** A folder of blobs, which several processes may share. */
export interface Blobs {
  fileOf(hash: string): string;
  create(): Promise<NewBlob>;
  /** Whether it is there, in its size. */
  has(blob: Blob): Promise<boolean>;
  /** The same; says to others, if so, that it is needed: `sweep` leaves it for a while. */
  claim(blob: Blob): Promise<boolean>;
  /** Whether it is there in its size and its bytes are what it is named by. They are read once, until the file changes. */
  isWhole(blob: Blob): Promise<boolean>;
  /** Removes all but these, unless claimed or written in the last `graceMs`. */
  sweep(keep: ReadonlySet<string>, graceMs: number): Promise<void>;
}

/** Opens the blobs of a folder of snapshots, which need not be there yet. */
export function openBlobs(dir: string): Blobs {
  const blobDir = join(dir, 'blobs');
  const fileOf = (hash: string) => join(blobDir, `${hash}.tar`);
  /** What a file was like when its bytes were found to be right. */
  const seen = new Map<string, string>();
  const look = async (hash: string) => {
    const found = await stat(fileOf(hash), { bigint: true }).catch(() => undefined);
    return (
      found && { sizeBytes: Number(found.size), likeness: `${found.ino} ${found.size} ${found.mtimeNs}` }
    );
  };

  return {
    fileOf,
    async create() {
      const part = await newPart(dir, blobDir);
      const file = await open(part, 'wx', 0o600);
      const hash = createHash('sha256');
      let sizeBytes = 0;
      // One after the other, or two writes of a file could change places.
      let written = Promise.resolve();
      return {
        get sizeBytes() {
          return sizeBytes;
        },
        write(bytes) {
          sizeBytes += bytes.length;
          hash.update(bytes);
          written = written.then(async () => void (await file.appendFile(bytes)));
          return written;
        },
        async finish() {
          await written;
          await file.close();
          const blob = { hash: hash.digest('hex'), sizeBytes };
          await rename(part, fileOf(blob.hash));
          const made = await look(blob.hash);
          if (made) seen.set(blob.hash, made.likeness);
          return blob;
        },
        async discard() {
          await written.catch(() => {});
          await file.close().catch(() => {});
          await rm(part, { force: true });
        },
      };
    },
    has: async ({ hash, sizeBytes }) => (await look(hash))?.sizeBytes === sizeBytes,
    async claim({ hash, sizeBytes }) {
      const found = await stat(fileOf(hash)).catch(() => undefined);
      if (found?.size !== sizeBytes) return false;
      // The time of access is ours; that of change tells whether the bytes are still those that were looked at.
      return utimes(fileOf(hash), new Date(), found.mtime).then(
        () => true,
        () => false,
      );
    },
    async isWhole({ hash, sizeBytes }) {
      const found = await look(hash);
      if (found?.sizeBytes !== sizeBytes) return false;
      if (seen.get(hash) === found.likeness) return true;
      if ((await hashFile(fileOf(hash)).catch(() => undefined)) !== hash) return false;
      seen.set(hash, found.likeness);
      return true;
    },
    async sweep(keep, graceMs) {
      const now = Date.now();
      for (const name of await readdir(blobDir).catch(() => [])) {
        const path = join(blobDir, name);
        const found = keep.has(name.replace(/\.tar$/, ''))
          ? undefined
          : await stat(path).catch(() => undefined);
        if (found && now - Math.max(found.atimeMs, found.ctimeMs) > graceMs) await rm(path, { force: true });
      }
    },
  };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(bytes);
  return hash.digest('hex');
}
