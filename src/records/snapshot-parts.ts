import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../disk/is-alive.ts';
import { makeFolders } from '../disk/make-folders.ts';

/** A part older than this is nobody's, even if a process has its writer's id. */
const lifetimeMs = 3_600_000;

const partDirOf = (dir: string) => join(dir, 'parts');

/** The path of a new file, of this process, that is to be renamed into `target` once it is whole; makes the folders. */
export async function newPart(dir: string, target: string): Promise<string> {
  for (const one of [dir, target, partDirOf(dir)]) makeFolders(one, 0o700);
  return join(partDirOf(dir), `${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** Removes the parts that nobody writes any more. */
export async function sweepParts(dir: string): Promise<void> {
  for (const name of await readdir(partDirOf(dir)).catch(() => [])) {
    const path = join(partDirOf(dir), name);
    const found = await stat(path).catch(() => undefined);
    const isOld = found !== undefined && Date.now() - found.mtimeMs > lifetimeMs;
    if (isOld || !isAlive(Number(name.split('-')[0]))) await rm(path, { force: true });
  }
}
