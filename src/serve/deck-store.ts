import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Deck } from '../deck/deck.ts';
import { listDecks } from '../deck/list-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { ConfigError, messageOf } from '../errors.ts';
import { watchDecks } from './watch-decks.ts';

/** A deck as it is now; `revision` is new whenever its files have changed. */
export interface StoredDeck {
  readonly deck: Deck;
  readonly file: string;
  readonly revision: string;
}

/** The decks that are served, kept in step with the disk. */
export interface DeckStore {
  get(name: string): StoredDeck | undefined;
  all(): readonly StoredDeck[];
  /** Watches the decks' folders; calls back with a deck's name after it was read anew. */
  watch(onChange: (name: string) => void): void;
  close(): Promise<void>;
}

/** Deck files of what was named on the command line: a file, a deck's folder, or a folder of decks. */
export async function findDecks(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info)
      throw new ConfigError(`${path}: no such file or folder`, 'piste present FILE.md, or a folder of decks');
    if (info.isFile()) found.push(path);
    else {
      const own = await stat(resolve(path, 'deck.md')).catch(() => undefined);
      const listed = own?.isFile() ? [resolve(path, 'deck.md')] : await listDecks(path);
      if (listed.length === 0)
        throw new ConfigError(
          `${path}: no deck in it`,
          `piste present needs ${path}/deck.md or ${path}/NAME/deck.md`,
        );
      found.push(...listed);
    }
  }
  return found;
}

export async function openDeckStore(paths: readonly string[]): Promise<DeckStore> {
  const decks = new Map<string, StoredDeck>();
  const names = new Map<string, string>();
  let revisions = 0;
  const read = async (file: string): Promise<string> => {
    const deck = await loadDeck(file);
    const known = names.get(file);
    let name = known ?? deck.name;
    for (let count = 2; known === undefined && decks.has(name); count++) name = `${deck.name}-${count}`;
    names.set(file, name);
    decks.set(name, { deck: { ...deck, name }, file, revision: String(++revisions) });
    return name;
  };
  for (const file of await findDecks(paths)) await read(file);

  let watcher: ReturnType<typeof watchDecks> | undefined;
  return {
    get: (name) => decks.get(name),
    all: () => [...decks.values()],
    watch(onChange) {
      watcher = watchDecks([...names.keys()], async (file) => {
        try {
          onChange(await read(file));
        } catch (error) {
          // Gone for a moment while an editor saves; the next event brings it back.
          if (!messageOf(error).includes('ENOENT')) throw error;
        }
      });
    },
    async close() {
      await watcher?.close();
    },
  };
}
