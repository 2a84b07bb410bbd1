import type { Deck } from '../deck/deck.ts';
import { findDecks } from '../deck/find-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { messageOf, withMend } from '../errors.ts';
import { noRecords, openPageRecords, type PageRecords } from '../records/page-records.ts';
import { watchDecks } from './watch-decks.ts';

/** A deck as it is now; `revision` is new whenever its files have changed. */
export interface StoredDeck {
  readonly deck: Deck;
  readonly file: string;
  readonly records: PageRecords;
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

export async function openDeckStore(paths: readonly string[]): Promise<DeckStore> {
  const decks = new Map<string, StoredDeck>();
  const names = new Map<string, string>();
  let revisions = 0;
  const read = async (file: string): Promise<string> => {
    const deck = await loadDeck(file);
    const records = await openPageRecords(deck).catch((error: unknown) => {
      // A deck is presented without its records too.
      process.stderr.write(`${withMend(error)}\n`);
      return noRecords;
    });
    const known = names.get(file);
    let name = known ?? deck.name;
    for (let count = 2; known === undefined && decks.has(name); count++) name = `${deck.name}-${count}`;
    names.set(file, name);
    decks.set(name, { deck: { ...deck, name }, file, records, revision: String(++revisions) });
    return name;
  };
  for (const file of await findDecks(paths)) await read(file);

  /** One after the other, so that the last to be stored is the last to be read. */
  const reading = new Map<string, Promise<unknown>>();
  const readAgain = (file: string): Promise<string> => {
    const turn = (reading.get(file) ?? Promise.resolve()).then(() => read(file));
    reading.set(
      file,
      turn.catch(() => undefined),
    );
    return turn;
  };

  let watcher: ReturnType<typeof watchDecks> | undefined;
  return {
    get: (name) => decks.get(name),
    all: () => [...decks.values()],
    watch(onChange) {
      watcher = watchDecks([...names.keys()], async (file) => {
        try {
          onChange(await readAgain(file));
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
