import { randomBytes } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file whole or not at all: a reader sees the old text or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  // Two writers of one process must not share it, nor may a link that somebody has laid there be followed.
  const part = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeNew(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(text);
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
