import { constants } from 'node:fs';
import { lstat, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError, MachineError, messageOf } from '../errors.ts';
import { makeFolders } from './make-folders.ts';

/**
 * Writes files below a folder, which is made where it is missing; gives each one's path as it is written. Without
 * `force` the folder must be empty. No symbolic link below it is followed. Throws `ConfigError` where something is
 * in the way, before anything is written, and `MachineError` where the disk refuses.
 */
export async function* writeBelow(
  folder: string,
  files: ReadonlyMap<string, string>,
  force: boolean,
): AsyncGenerator<string> {
  await mustBeFree(folder, force);
  for (const path of files.keys()) await mustBeClear(folder, path);
  for (const [path, text] of files) {
    const whole = join(folder, path);
    try {
      makeFolders(dirname(whole));
      await writePlainly(whole, text);
    } catch (error) {
      if (error instanceof MachineError) throw error;
      throw new MachineError(`${whole} cannot be written: ${messageOf(error)}`);
    }
    yield whole;
  }
}

async function mustBeFree(folder: string, force: boolean): Promise<void> {
  const kind = await kindOf(folder, true);
  if (kind === 'file') throw new ConfigError(`${folder} is a file`, 'name a new folder');
  if (kind === 'folder' && !force && (await readdir(folder)).length > 0)
    throw new ConfigError(
      `${folder} is not empty`,
      'name a new folder, or add --force to write into this one',
    );
}

async function mustBeClear(folder: string, path: string): Promise<void> {
  const parts = path.split('/');
  let at = folder;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    const kind = await kindOf(at, false);
    const wanted = index === parts.length - 1 ? 'file' : 'folder';
    if (kind === undefined) return;
    if (kind !== wanted)
      throw new ConfigError(`${at} is a ${kind}, and has to be a ${wanted}`, `remove it: rm -r ${at}`);
  }
}

async function kindOf(path: string, followed: boolean): Promise<'file' | 'folder' | 'link' | undefined> {
  try {
    // A folder that is named outright may be a link to one; what is below it may not.
    const found = await (followed ? stat(path) : lstat(path));
    if (found.isSymbolicLink()) return 'link';
    return found.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') return 'file';
    throw new MachineError(`${path}: ${messageOf(error)}`);
  }
}

/** The file that was looked at, and not what a link put in its place since then leads to. */
async function writePlainly(path: string, text: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
  const handle = await open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o644);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}
