import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, MachineError, messageOf } from '../errors.ts';
import { clearWay, isBelow } from './below.ts';
import { digestOfContent, type FileContent, holds } from './file-content.ts';
import { makeFolders } from './make-folders.ts';
import { beginChange, hasUnfinished, isChange } from './site-change.ts';
import { formatMark, parseMark, type SiteList, siteMark } from './site-mark.ts';

export interface WrittenSite {
  readonly written: number;
  /** Files that were as they should be. */
  readonly kept: number;
  /** Paths of an earlier site that are no longer in it. */
  readonly removed: readonly string[];
}

/**
 * Makes a folder hold these files, by their paths, and none that an earlier site had there; what else lies there is left
 * alone. All of what is new is on the disk before the first file takes its place, and a page takes its place after what
 * it loads. Throws `ConfigError` for a folder with something in it that is not such a site, unless `force`, before
 * anything is written, and `MachineError` where the disk refuses. No symbolic link below the folder is followed. `note` is a
 * line for the list of its files.
 */
export async function writeSite(
  folder: string,
  files: ReadonlyMap<string, FileContent>,
  force: boolean,
  note?: string,
): Promise<WrittenSite> {
  for (const path of files.keys()) mustBeListable(path);
  await mustBeOurs(folder, force);
  try {
    makeFolders(folder);
    using change = beginChange(folder);
    const earlier = readMark(folder);
    const clear = new Set<string>();
    for (const path of [...files.keys(), siteMark]) clearWay(folder, path, clear, true);
    const list = new Map<string, string>();
    let written = 0;
    for (const [path, content] of files) {
      const whole = join(folder, path);
      const digest = digestOfContent(content);
      const found = lstatSync(whole, { throwIfNoEntry: false });
      // A file that is as it should be keeps its time: whoever uploads what is new has less to do.
      const isThere = found !== undefined && holds(whole, found.size, content, digest);
      list.set(path, isThere ? digest : change.stage(path, content));
      if (!isThere) written++;
    }
    const mark = Buffer.from(formatMark(list, note));
    if (!isSame(join(folder, siteMark), mark)) change.stage(siteMark, mark);
    const gone = [...earlier.keys()].filter((path) => !files.has(path));
    const removed = change.commit(placeInOrder, gone);
    return { written, kept: files.size - written, removed: [...removed].sort() };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof MachineError) throw error;
    throw new MachineError(`${folder} cannot be written: ${messageOf(error)}`);
  }
}

/** What pages load, pages, what leads to them, and the list of them all: in that order no page lacks anything. */
function placeInOrder(path: string): number {
  if (path === siteMark) return 4;
  const isPage = path.endsWith('.html');
  return path.includes('/') ? (isPage ? 1 : 0) : isPage ? 3 : 2;
}

function mustBeListable(path: string): void {
  if (!isBelow(path) || isChange(path.split('/')[0] ?? '') || path === siteMark)
    throw new ConfigError(
      `no file of a site can be called ${JSON.stringify(path)}`,
      'give the file another name',
    );
}

async function mustBeOurs(folder: string, force: boolean): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isDirectory()) throw new ConfigError(`${folder} is a file`, 'name a new folder: -o site');
  if (force || existsSync(join(folder, siteMark)) || hasUnfinished(folder)) return;
  const entries = readdirSync(folder)
    .filter((name) => !isChange(name))
    .sort();
  if (entries.length === 0) return;
  throw new ConfigError(
    `${folder} has something in it that piste build did not write: ${entries.slice(0, 3).join(', ')}${entries.length > 3 ? ', ..' : ''}`,
    'name a new folder, or add --force to write among what is there',
  );
}

function readMark(folder: string): SiteList {
  const file = join(folder, siteMark);
  return lstatSync(file, { throwIfNoEntry: false })?.isFile()
    ? parseMark(readFileSync(file, 'utf8'))
    : new Map();
}

const isSame = (file: string, bytes: Buffer): boolean =>
  lstatSync(file, { throwIfNoEntry: false })?.isFile() === true && readFileSync(file).equals(bytes);
