import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError, MachineError, messageOf } from '../errors.ts';

/** What a folder that is ours says of itself, and which files in it are. */
export const siteMark = '.piste-site';

export interface WrittenSite {
  readonly written: number;
  /** Files that were as they should be. */
  readonly kept: number;
  /** Paths of an earlier site that are no longer in it. */
  readonly removed: readonly string[];
}

/**
 * Makes a folder hold these files, by their paths, and none that an earlier site had there; what else lies there is left
 * alone. Throws `ConfigError` for a folder with something in it that is not such a site, unless `force`, before anything
 * is written, and `MachineError` where the disk refuses. No symbolic link below the folder is followed.
 */
export async function writeSite(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  force: boolean,
): Promise<WrittenSite> {
  const earlier = await earlierFiles(folder, force);
  const gone = [...earlier].filter((path) => !files.has(path)).sort();
  try {
    await mkdir(folder, { recursive: true });
    // Said first: a site that is written half is still known as one.
    const mark = [...new Set([...files.keys(), ...gone])].sort();
    await put(folder, siteMark, Buffer.from(markText(mark)));
    let written = 0;
    for (const [path, bytes] of files) if (await put(folder, path, bytes)) written++;
    const removed: string[] = [];
    for (const path of gone) if (await take(folder, path)) removed.push(path);
    await put(folder, siteMark, Buffer.from(markText([...files.keys()].sort())));
    return { written, kept: files.size - written, removed };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof MachineError) throw error;
    throw new MachineError(`${folder} cannot be written: ${messageOf(error)}`);
  }
}

const markText = (paths: readonly string[]): string =>
  `This folder is written by \`piste build\`: what it wrote is listed here, and is removed when it is no longer needed.\n\n${paths.join('\n')}\n`;

/** The files that an earlier site has in the folder. */
async function earlierFiles(folder: string, force: boolean): Promise<ReadonlySet<string>> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return new Set();
  if (!found.isDirectory()) throw new ConfigError(`${folder} is a file`, 'name a new folder: -o site');
  const entries = await readdir(folder);
  const mark = await readFile(join(folder, siteMark), 'utf8').catch(() => undefined);
  if (mark !== undefined) return new Set((mark.split('\n\n')[1] ?? '').split('\n').filter(isBelow));
  if (entries.length === 0 || force) return new Set();
  throw new ConfigError(
    `${folder} has something in it that piste build did not write: ${entries.sort().slice(0, 3).join(', ')}${entries.length > 3 ? ', ..' : ''}`,
    'name a new folder, or add --force to write among what is there',
  );
}

/** A list that somebody has changed must not reach out of the folder. */
const isBelow = (path: string): boolean =>
  path !== '' && !path.startsWith('/') && !path.split('/').some((step) => step === '..' || step === '');

/** Writes one file, if it is not so already; true where it did. */
async function put(folder: string, path: string, bytes: Uint8Array): Promise<boolean> {
  await clearWay(folder, path);
  const whole = join(folder, path);
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  await mkdir(dirname(whole), { recursive: true });
  const handle = await open(whole, O_RDWR | O_CREAT | O_NOFOLLOW, 0o644);
  try {
    const { size } = await handle.stat();
    // A file that is as it should be keeps its time: whoever uploads what is new has less to do.
    if (size === bytes.length && Buffer.from(bytes).equals(await handle.readFile())) return false;
    await handle.truncate(0);
    await handle.write(bytes, 0, bytes.length, 0);
    return true;
  } finally {
    await handle.close();
  }
}

/** Throws where a link or a file stands in the way of a path. */
async function clearWay(folder: string, path: string): Promise<void> {
  const steps = path.split('/');
  for (let count = 1; count <= steps.length; count++) {
    const at = join(folder, ...steps.slice(0, count));
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return;
    const fits = count === steps.length ? found.isFile() : found.isDirectory();
    if (fits) continue;
    const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : 'file';
    throw new ConfigError(`${at} is a ${kind}, which stands in the way of ${path}`, `remove it: rm -r ${at}`);
  }
}

/** Removes one file, and the folders that it leaves empty; true where it was there. */
async function take(folder: string, path: string): Promise<boolean> {
  const steps = path.split('/');
  for (let count = 1; count < steps.length; count++) {
    const found = await lstat(join(folder, ...steps.slice(0, count))).catch(() => undefined);
    if (!found?.isDirectory()) return false;
  }
  const whole = join(folder, path);
  const found = await lstat(whole).catch(() => undefined);
  if (!found || found.isDirectory()) return false;
  await rm(whole);
  for (let count = steps.length - 1; count > 0; count--)
    await rmdir(join(folder, ...steps.slice(0, count))).catch(() => undefined);
  return true;
}
