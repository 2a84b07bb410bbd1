import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  type Stats,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { lstat, mkdir, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The bytes of a file, or the file that it is a copy of: a film need not fit into memory. */
export type FileContent = Uint8Array | { readonly copyOf: string };

/**
 * Makes a folder hold these files, by their paths, and none that an earlier site had there; what else lies there is left
 * alone. Throws `ConfigError` for a folder with something in it that is not such a site, unless `force`, before anything
 * is written, and `MachineError` where the disk refuses. No symbolic link below the folder is followed.
 */
export async function writeSite(
  folder: string,
  files: ReadonlyMap<string, FileContent>,
  force: boolean,
): Promise<WrittenSite> {
  const earlier = await earlierFiles(folder, force);
  const gone = [...earlier].filter((path) => !files.has(path)).sort();
  try {
    await mkdir(folder, { recursive: true });
    // Said first: a site that is written half is still known as one.
    const mark = [...new Set([...files.keys(), ...gone])].sort();
    const clear = new Set<string>();
    put(folder, siteMark, Buffer.from(markText(mark)), clear);
    let written = 0;
    for (const [path, bytes] of files) if (put(folder, path, bytes, clear)) written++;
    const removed: string[] = [];
    for (const path of gone) if (await take(folder, path)) removed.push(path);
    put(folder, siteMark, Buffer.from(markText([...files.keys()].sort())), clear);
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

/**
 * Writes one file, if it is not so already; true where it did. Sites are many small files: asked for in turn they are
 * there in a fraction of what it takes to go to other threads and back for each step.
 */
function put(folder: string, path: string, content: FileContent, clear: Set<string>): boolean {
  const steps = path.split('/');
  for (let count = 1; count < steps.length; count++)
    makeFolder(join(folder, ...steps.slice(0, count)), path, clear);
  const whole = join(folder, path);
  const found = lstatSync(whole, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw inTheWay(whole, found, path);
  // A file that is as it should be keeps its time: whoever uploads what is new has less to do.
  if (found && holds(whole, found.size, content)) return false;
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
  withFile(whole, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, (file) => {
    if (content instanceof Uint8Array) writeFileSync(file, content);
    else withFile(content.copyOf, constants.O_RDONLY, (source) => copyPieces(source, file));
  });
  return true;
}

const pieceBytes = 1_048_576;

function holds(path: string, size: number, content: FileContent): boolean {
  return withFile(path, constants.O_RDONLY | constants.O_NOFOLLOW, (file) => {
    if (!(content instanceof Uint8Array))
      return withFile(
        content.copyOf,
        constants.O_RDONLY,
        (source) => fstatSync(source).size === size && isSame(file, source),
      );
    return size === content.length && readPiece(file, Buffer.alloc(size)).equals(content);
  });
}

function isSame(one: number, other: number): boolean {
  const [left, right] = [Buffer.alloc(pieceBytes), Buffer.alloc(pieceBytes)];
  for (;;) {
    const piece = readPiece(one, left);
    if (!piece.equals(readPiece(other, right))) return false;
    if (piece.length === 0) return true;
  }
}

function copyPieces(source: number, file: number): void {
  const room = Buffer.alloc(pieceBytes);
  for (let piece = readPiece(source, room); piece.length > 0; piece = readPiece(source, room))
    for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
}

/** As much of a file as there is room for, from where it was read last. */
function readPiece(file: number, room: Buffer): Buffer {
  let length = 0;
  while (length < room.length) {
    const read = readSync(file, room, length, room.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return room.subarray(0, length);
}

function withFile<Result>(path: string, flags: number, use: (file: number) => Result): Result {
  const file = openSync(path, flags, 0o644);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** Throws where a link or a file stands in the way; `clear` are the folders that have been looked at. */
function makeFolder(at: string, path: string, clear: Set<string>): void {
  if (clear.has(at)) return;
  const found = lstatSync(at, { throwIfNoEntry: false });
  if (found === undefined) mkdirSync(at);
  else if (!found.isDirectory()) throw inTheWay(at, found, path);
  clear.add(at);
}

function inTheWay(at: string, found: Stats, path: string): ConfigError {
  const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : 'file';
  return new ConfigError(`${at} is a ${kind}, which stands in the way of ${path}`, `remove it: rm -r ${at}`);
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
