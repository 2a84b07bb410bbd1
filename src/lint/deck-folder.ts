import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { editDistance } from '../cells/nearest-word.ts';
import { listDecks } from '../deck/list-decks.ts';
import { deckNameOf } from '../deck/load-deck.ts';
import { assetPath } from '../serve/deck-assets.ts';

/** What keeps a page from a file of its deck's folder. */
export type Unreachable = 'missing' | 'outside' | 'folder' | 'not served';

/** A deck's folder, as far as its pages reach: nothing outside of it is opened or told of. */
export interface DeckFolder {
  /** Why a page does not get a file, by its path below the folder; undefined if it does. */
  readonly whyNot: (path: string) => Promise<Unreachable | undefined>;
  /** A file that `path` was probably meant to be. */
  readonly nearest: (path: string) => Promise<string | undefined>;
  /** The names, in addresses, of the decks that lie beside this one; empty where they cannot be listed. */
  readonly decksBeside: () => Promise<readonly string[]>;
}

/** The folder of the deck in `file`. */
export function openDeckFolder(file: string): DeckFolder {
  const folder = dirname(resolve(file));
  return {
    async whyNot(path) {
      if (path.endsWith('/')) return 'folder';
      if ((await assetPath(file, path)) !== undefined) return undefined;
      const real = await realpath(join(folder, path)).catch(() => undefined);
      if (real === undefined) return 'missing';
      const inside = real.startsWith((await realpath(folder)) + sep);
      return inside ? 'not served' : 'outside';
    },
    async nearest(path) {
      const names = await readdir(dirname(join(folder, path))).catch(() => []);
      const ending = extname(path);
      const stem = basename(path, ending);
      const near = names.find(
        (name) =>
          extname(name).toLowerCase() === ending.toLowerCase() &&
          editDistance(basename(name, extname(name)), stem) <= Math.max(1, stem.length / 4),
      );
      return near === undefined ? undefined : join(dirname(path), near);
    },
    async decksBeside() {
      const place = basename(file) === 'deck.md' ? dirname(folder) : folder;
      return (await listDecks(place).catch(() => [])).map(deckNameOf);
    },
  };
}
