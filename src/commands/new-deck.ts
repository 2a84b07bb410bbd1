import { lstat, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Dialect } from '../deck/deck.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { projectDir } from '../environment/places.ts';
import { ConfigError, MachineError, messageOf } from '../errors.ts';
import { newDeckText } from './new-deck-text.ts';

export interface NewDeckOptions {
  readonly folder: string;
  readonly dialect: Dialect;
  /** Without it the folder's name, as words. */
  readonly title: string | undefined;
  readonly today: Date;
}

const template = join(projectDir, 'templates', 'deck');

/** What git has no need to keep: sites and recorded talks are made from what it keeps. */
const ignored = '/site/\n/talks/\n';

/**
 * Makes a deck that runs: its text, a picture, and what git and Prettier need to know. Resolves to the files' paths.
 * Throws `ConfigError`, and writes nothing, where one of them is there already.
 */
export async function newDeck(options: NewDeckOptions): Promise<readonly string[]> {
  const { folder, dialect, today } = options;
  const title = options.title ?? titleOf(folder);
  const read = (name: string) => readFile(join(template, name), 'utf8');
  const day = today.toISOString().slice(0, 10);
  const files = new Map([
    ['deck.md', newDeckText(await read('deck.md'), { title, dialect, day })],
    ['slope.svg', await read('slope.svg')],
    ['.prettierrc.json', await read('prettierrc.json')],
    ['.gitignore', ignored],
  ]);
  await mustBeFree(folder, [...files.keys()]);
  makeFolders(folder);
  try {
    // What has come there since it was looked is not written over either.
    for (const [name, text] of files) await writeFile(join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    throw new MachineError(`${folder} cannot be written: ${messageOf(error)}`);
  }
  return [...files.keys()].map((name) => join(folder, name));
}

async function mustBeFree(folder: string, names: readonly string[]): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found && !found.isDirectory()) throw new ConfigError(`${folder} is a file`, 'name a new folder');
  const there = await Promise.all(
    names.map(async (name) => ((await lstat(join(folder, name)).catch(() => undefined)) ? [name] : [])),
  );
  const inTheWay = there.flat();
  if (inTheWay.length > 0)
    throw new ConfigError(
      `in ${folder} there is ${inTheWay.join(', ')} already`,
      'name a new folder, or move these out of the way',
    );
}

/** `my-first_talk` → `My first talk`. */
function titleOf(folder: string): string {
  const words = basename(resolve(folder))
    .split(/[-_\s]+/)
    .filter((word) => word !== '')
    .join(' ');
  return words === '' ? 'A deck that runs' : words.slice(0, 1).toUpperCase() + words.slice(1);
}
