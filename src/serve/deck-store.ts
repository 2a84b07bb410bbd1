import { setImmediate } from 'node:timers/promises';
import type { Deck } from '../deck/deck.ts';
import { findDecks } from '../deck/find-decks.ts';
import { deckNameOf, loadDeck } from '../deck/load-deck.ts';
import { messageOf, withMend } from '../errors.ts';
import { noRecords } from '../records/no-records.ts';
import { openPageRecords, type PageRecords } from '../records/page-records.ts';
import { watchDecks } from './watch-decks.ts';

/** A deck as it is now; `revision` is new whenever its files have changed. */
export interface StoredDeck {
  readonly deck: Deck;
  readonly file: string;
  readonly records: PageRecords;
  readonly revision: string;
}

/** The decks that are served, kept in step with the disk. All but the first are read when they are wanted. */
export interface DeckStore {
  /** A deck that has been read. */
  get(name: string): StoredDeck | undefined;
  /** The decks that have been read, in their order. */
  all(): readonly StoredDeck[];
  /** Resolves when the deck of this name, if there is one, has been read; without a name, when all have. */
  ready(name?: string): Promise<void>;
  /** Files of all decks, read or not. */
  files(): readonly string[];
  /** Watches the decks' folders; calls back with a deck's name after it was read anew. */
  watch(onChange: (name: string) => void): void;
  close(): Promise<void>;
}

export async function openDeckStore(paths: readonly string[]): Promise<DeckStore> {
  const decks = new Map<string, StoredDeck>();
  const names = new Map<string, string>();
  // A page that was loaded before a restart must not take another text for its own.
  const started = Date.now().toString(36);
  let revisions = 0;
  const read = async (file: string): Promise<string> => {
    const deck = await loadDeck(file);
    const records = await openPageRecords(deck).catch((error: unknown) => {
      // A deck is presented without its records too.
      process.stderr.write(`${withMend(error)}\n`);
      return noRecords;
    });
    const name = names.get(file) ?? deck.name;
    decks.set(name, { deck: { ...deck, name }, file, records, revision: `${started}-${++revisions}` });
    return name;
  };
  for (const file of await findDecks(paths)) {
    const own = deckNameOf(file);
    const taken = new Set(names.values());
    let name = own;
    for (let count = 2; !names.has(file) && taken.has(name); count++) name = `${own}-${count}`;
    names.set(file, names.get(file) ?? name);
  }
  const firstReads = new Map<string, Promise<void>>();
  const readFirst = (file: string): Promise<void> => {
    const known = firstReads.get(file) ?? read(file).then(() => undefined);
    firstReads.set(file, known);
    return known;
  };
  const [first, ...others] = names.keys();
  if (first !== undefined) await readFirst(first);
  let closed = false;
  /** In the background, with turns between them for whoever asks for one. */
  const readOthers = async (): Promise<void> => {
    for (const file of others) {
      await setImmediate();
      if (closed) return;
      await readFirst(file).catch((error: unknown) => process.stderr.write(`${file}: ${messageOf(error)}\n`));
    }
  };
  const othersRead = readOthers();

  /** One after the other, so that the last to be stored is the last to be read. */
  const reading = new Map<string, Promise<unknown>>();
  const readAgain = (file: string): Promise<string> => {
    const turn = (reading.get(file) ?? readFirst(file).catch(() => {})).then(() => read(file));
    reading.set(
      file,
      turn.catch(() => undefined),
    );
    return turn;
  };

  let watcher: ReturnType<typeof watchDecks> | undefined;
  return {
    get: (name) => decks.get(name),
    all: () => [...names.values()].flatMap((name) => decks.get(name) ?? []),
    async ready(name) {
      const files = [...names].filter(([, one]) => name === undefined || one === name);
      await Promise.all(files.map(([file]) => readFirst(file).catch(() => {})));
    },
    files: () => [...names.keys()],
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
      closed = true;
      await othersRead;
      await watcher?.close();
    },
  };
}
