import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nearestWord } from '../cells/nearest-word.ts';
import { ConfigError } from '../errors.ts';
import { listDecks } from './list-decks.ts';

/** Deck files of what was named on the command line: a file, a deck's folder, or a folder of decks. */
export async function findDecks(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info)
      throw new ConfigError(
        `${path}: no such file or folder`,
        (await nearPath(path)) ?? 'name a Markdown file, or a folder of decks',
      );
    if (info.isFile()) found.push(path);
    else {
      const own = await stat(resolve(path, 'deck.md')).catch(() => undefined);
      const listed = own?.isFile() ? [resolve(path, 'deck.md')] : await listDecks(path);
      if (listed.length === 0)
        throw new ConfigError(
          `${path}: no deck in it`,
          `put one there: ${path}/deck.md, ${path}/NAME.md or ${path}/NAME/deck.md`,
        );
      found.push(...listed);
    }
  }
  return found;
}

/** What a path that leads nowhere was probably meant to be: its first step that is not there, as its folder has it. */
async function nearPath(path: string, rest = ''): Promise<string | undefined> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return folder === path ? undefined : nearPath(folder, join(basename(path), rest));
  const near = nearestWord(
    basename(path),
    names.filter((name) => !name.startsWith('.')),
  );
  return near === undefined ? undefined : `did you mean ${join(folder, near, rest)}?`;
}
