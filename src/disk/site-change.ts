import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { clearWay, isBelow } from './below.ts';
import { type FileContent, writeContent } from './file-content.ts';
import { ownerIsAlive, thisOwner } from './process-owner.ts';

/** Where what is new waits, in the folder itself: a rename must not cross from one file system to another. */
const stagingName = '.piste-next';
const isStaging = (name: string): boolean => name === stagingName || name.startsWith(`${stagingName}.`);

const journalSchema = z.strictObject({
  /** Which staged file takes which place, in this order. */
  moves: z.array(z.tuple([z.string().regex(/^\d+$/), z.string().refine(isBelow)])),
  /** What is no longer needed when all is in its place. */
  removals: z.array(z.string().refine(isBelow)),
});
type Journal = z.infer<typeof journalSchema>;

/** A change of a folder's files that happens as a whole: a killed one is ended, or forgotten, by the next. */
export interface SiteChange extends Disposable {
  /** Has a file wait for its place; gives the SHA-256 of what was written. */
  stage(path: string, content: FileContent): string;
  /** Puts all that waits into its place, and removes these paths; gives those that were there. */
  commit(order: (path: string) => number, removals: readonly string[]): readonly string[];
}

/** Whether a killed change has left something behind that the next one sees to. */
export const hasUnfinished = (folder: string): boolean =>
  readdirSync(folder).some((name) => isStaging(name) && existsPlainly(join(folder, name, 'journal')));

/** Whether a name in the folder is a change's and not the site's. */
export const isChange = isStaging;

/**
 * Begins a change of a folder that is there. What a killed process has left is ended first, if all of it was on the disk,
 * and removed if not. Throws `ConfigError` while another process is at it.
 */
export function beginChange(folder: string): SiteChange {
  const staging = claim(folder);
  endUnfinished(folder);
  const moves: [string, string][] = [];
  let isCommitted = false;
  return {
    stage(path, content) {
      const name = String(moves.length);
      moves.push([name, path]);
      return writeContent(join(staging, name), content);
    },
    commit(order, removals) {
      const inOrder = (a: string, b: string): number => order(a) - order(b) || (a < b ? -1 : 1);
      moves.sort(([, a], [, b]) => inOrder(a, b));
      // What came last goes first: nothing that is still there names what is gone.
      const gone = removals.toSorted(inOrder).toReversed();
      if (moves.length === 0 && gone.length === 0) return [];
      for (const [name] of moves) sync(join(staging, name));
      writeJournal(staging, { moves, removals: gone });
      isCommitted = true;
      const removed = carryOut(folder, staging, { moves, removals: gone });
      isCommitted = false;
      return removed;
    },
    [Symbol.dispose]() {
      // What could not be ended now is for the next change.
      if (isCommitted) rmSync(join(staging, 'owner'), { force: true });
      else rmSync(staging, { recursive: true, force: true });
    },
  };
}

/** Takes the folder for this process. A folder with an owner in it takes the name at once, or not at all. */
function claim(folder: string): string {
  const staging = join(folder, stagingName);
  for (;;) {
    const own = `${staging}.${process.pid}-${randomBytes(4).toString('hex')}`;
    mkdirSync(own);
    try {
      writeFileSync(join(own, 'owner'), thisOwner());
      renameSync(own, staging);
      return staging;
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
    if (isOwned(staging)) throw isBusy(folder, staging);
    // Of two that find a dead one's, one moves it aside.
    const aside = `${staging}.${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      renameSync(staging, aside);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      continue;
    }
    if (isOwned(aside)) {
      // The other one was quicker, and has begun.
      renameSync(aside, staging);
      throw isBusy(folder, staging);
    }
  }
}

const isBusy = (folder: string, staging: string): ConfigError =>
  new ConfigError(
    `another \`piste build\` is writing ${folder}`,
    `wait until it has ended: it is process ${ownerOf(staging).split(' ')[0]}`,
  );

function endUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const left = join(folder, name);
    if (name === stagingName || !isStaging(name) || !lstatSync(left).isDirectory() || isOwned(left)) continue;
    const journal = readJournal(left);
    if (journal) carryOut(folder, left, journal);
    rmSync(left, { recursive: true, force: true });
  }
}

/** Does again without harm what was done already. */
function carryOut(folder: string, staging: string, { moves, removals }: Journal): readonly string[] {
  const clear = new Set<string>();
  const changed = new Set<string>([folder]);
  for (const [name, path] of moves) {
    const waiting = join(staging, name);
    if (!existsPlainly(waiting)) continue;
    const whole = clearWay(folder, path, clear);
    renameSync(waiting, whole);
    changed.add(dirname(whole));
  }
  // The new pages first, on the disk too: only then may what they no longer name be gone.
  for (const one of changed) sync(one);
  const removed = removals.filter((path) => take(folder, path));
  rmSync(join(staging, 'journal'), { force: true });
  return removed;
}

/** Removes one file, and the folders that it leaves empty; true where it was there. */
function take(folder: string, path: string): boolean {
  const steps = path.split('/');
  const at = (count: number): string => join(folder, ...steps.slice(0, count));
  for (let count = 1; count < steps.length; count++)
    if (!lstatSync(at(count), { throwIfNoEntry: false })?.isDirectory()) return false;
  const found = lstatSync(at(steps.length), { throwIfNoEntry: false });
  if (!found || found.isDirectory()) return false;
  rmSync(at(steps.length));
  try {
    for (let count = steps.length - 1; count > 0; count--) rmdirSync(at(count));
  } catch {
    // Somebody else has something there.
  }
  return true;
}

function writeJournal(staging: string, journal: Journal): void {
  const part = join(staging, 'journal.part');
  writeFileSync(part, JSON.stringify(journal));
  sync(part);
  renameSync(part, join(staging, 'journal'));
  sync(staging);
}

function readJournal(staging: string): Journal | undefined {
  const file = join(staging, 'journal');
  if (!existsPlainly(file)) return undefined;
  try {
    return journalSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function ownerOf(staging: string): string {
  try {
    return readFileSync(join(staging, 'owner'), 'utf8');
  } catch {
    return '';
  }
}

const isOwned = (staging: string): boolean => ownerIsAlive(ownerOf(staging));

const existsPlainly = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Waits until the disk has it. */
function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
