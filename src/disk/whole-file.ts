import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolders } from './make-folders.ts';

/** Writes a file whole or not at all: a reader sees the old content or the new one. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  // Two writers of one process must not share it, nor may a link that somebody has laid there be followed.
  const part = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeNew(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The same for a place that somebody has named: what is no file, such as a pipe or `/dev/stdout`, is written to. */
export async function writeOut(path: string, content: string | Uint8Array): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there && !there.isFile()) return writeFile(path, content);
  makeFolders(dirname(path));
  return replaceFile(path, content);
}

async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file and waits until the disk has it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
}
