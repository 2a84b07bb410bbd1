import { open, rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file whole or not at all: a reader sees the old text or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeWhole(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Writes a file and waits until the disk has it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
}
