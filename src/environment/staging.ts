import { lstat, readdir, realpath, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive } from '../disk/is-alive.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { removeTree } from '../disk/remove-tree.ts';
import { MachineError } from '../errors.ts';

/**
 * Makes a folder `name` below `dir` whole or not at all: `fill` gets another folder, which takes that name when it is
 * done. What killed processes have left of theirs is removed first.
 */
export async function makeWhole(
  dir: string,
  name: (staging: string) => string | Promise<string>,
  fill: (staging: string) => Promise<void>,
): Promise<string> {
  makeFolders(dir);
  if (process.getuid?.() === 0) await checkReach(dir);
  await sweepUnfinished(dir);
  const staging = join(dir, `.building-${process.pid}`);
  try {
    makeFolders(staging, 0o755);
    await fill(staging);
    const place = join(dir, await name(staging));
    // Another process may have been quicker: what it made is the same.
    await rename(staging, place).catch(async (error: unknown) => {
      if (!(await lstat(place).catch(() => undefined))) throw error;
    });
    return place;
  } finally {
    await removeTree(staging);
  }
}

/**
 * What stands for a name below `dir`: the folder of that name, or one whose packages had to be taken newer, which has
 * another name and says which one it stands in for.
 */
export async function findStanding<T>(
  dir: string,
  name: string,
  read: (place: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const exact = await read(join(dir, name));
  if (exact) return exact;
  const names = (await readdir(dir).catch(() => [])).filter((one) => one.endsWith(`-for-${name}`));
  const found = await Promise.all(names.map((one) => read(join(dir, one))));
  return found.find((one) => one !== undefined);
}

/** The folder's name of what was made for `wanted` and came to `hash`. */
export const standingName = (hash: string, wanted: string): string =>
  hash === wanted ? hash : `${hash}-for-${wanted}`;

/** Root's sessions run as an id without rights, which has to get to the environment. */
async function checkReach(dir: string): Promise<void> {
  for (let at = dir; at !== dirname(at); at = dirname(at)) {
    if (((await lstat(await realpath(at))).mode & 0o001) === 0) {
      throw new MachineError(
        `${at} is closed to others, and sessions run as an id without rights`,
        `chmod o+x ${at}, or name another folder by PISTE_HOME`,
      );
    }
  }
}

async function sweepUnfinished(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const owner = name.match(/^\.building-(\d+)$/)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    // A program that the killed build had started may still be writing its last files.
    await removeTree(join(dir, name));
  }
}
