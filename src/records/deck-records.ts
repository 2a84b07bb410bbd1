import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { KeyedCell } from '../cells/cell-key.ts';
import { isAlive } from '../disk/is-alive.ts';
import { readPlainFile } from '../disk/read-plain-file.ts';
import { replaceFile } from '../disk/whole-file.ts';
import { MachineError } from '../errors.ts';
import { encodeCast, parseCast } from '../transcript/cast.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { type LockedCell, readDeckLock, writeLockedCells } from './deck-lock.ts';
import { keptTranscript } from './kept-transcripts.ts';

/** The transcripts beside a deck, and the lock that says which are its cells' own. */
export interface DeckRecords {
  /** The lock's entry of a cell, whatever the cell is now. */
  locked(cellId: string): LockedCell | undefined;
  /** How many cells the lock names. */
  readonly lockedCells: number;
  /** The environment that the lock's keys were made in. */
  readonly environment: string | undefined;
  /** Whether a whole transcript of this key is there, as the lock knows it. */
  has(key: string): Promise<boolean>;
  get(key: string): Promise<Transcript | undefined>;
  /** The SHA-256 that the lock has of a key's transcript. */
  digest(key: string): string | undefined;
  /** Every transcript that the lock names, the deck's order kept. */
  all(): Promise<readonly Transcript[]>;
  /** Writes a transcript, whole or not at all. One that is there already stays, unless `anew`. */
  save(transcript: Transcript, options?: { readonly anew: boolean }): Promise<void>;
  /** Writes the lock: each cell's own transcript, and where it has none, the one that its name had before. */
  writeLock(cells: readonly KeyedCell[], environment: string): Promise<void>;
}

const outputsDir = (deckFile: string): string => join(dirname(deckFile), 'outputs');
const castFile = (deckFile: string, key: string): string => join(outputsDir(deckFile), `${key}.cast`);

/** The digest of a transcript's file, whatever is in it; empty where there is none. */
export function digestOfCast(deckFile: string, key: string): string {
  const file = castFile(deckFile, key);
  // A deck has many small ones: asked for in turn they are there in a fraction of the time.
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return '';
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

const digestOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('hex')}`;

/** Opens what is recorded of a deck. Throws `ConfigError` where its lock cannot be read. */
export async function openRecords(deckFile: string): Promise<DeckRecords> {
  const { cells: locked = {}, environment } = await readDeckLock(deckFile);
  const digests = new Map(Object.values(locked).map((one) => [one.key, one.transcript]));
  const read = (key: string) => readPlainFile(castFile(deckFile, key));

  /** Its text, if it is what the lock says; one that the lock does not know must at least be whole. */
  const readWhole = async (key: string): Promise<string | undefined> => {
    const text = await read(key);
    if (text === undefined) return undefined;
    const wanted = digests.get(key);
    const isWhole = wanted === undefined ? parseCast(text)?.key === key : digestOf(text) === wanted;
    return isWhole ? text : undefined;
  };
  const get = (key: string) =>
    keptTranscript(resolve(castFile(deckFile, key)), digests.get(key), async () => {
      const text = await readWhole(key);
      return text === undefined ? undefined : parseCast(text);
    });

  return {
    locked: (cellId) => (Object.hasOwn(locked, cellId) ? locked[cellId] : undefined),
    lockedCells: Object.keys(locked).length,
    environment,
    has: async (key) => (await readWhole(key)) !== undefined,
    get,
    digest: (key) => digests.get(key),
    async all() {
      const found = await Promise.all(Object.values(locked).map(({ key }) => get(key)));
      return found.filter((one) => one !== undefined);
    },
    save: (transcript, { anew } = { anew: false }) =>
      // Two chains may have the same first cell, and two decks one folder.
      inTurn(castFile(deckFile, transcript.key), async () => {
        if (!anew && (await readWhole(transcript.key)) !== undefined) return;
        const text = encodeCast(transcript);
        await besideDeck(deckFile, async () => {
          await mkdir(outputsDir(deckFile), { recursive: true });
          await replaceFile(castFile(deckFile, transcript.key), text);
        });
        digests.set(transcript.key, digestOf(text));
      }),
    async writeLock(cells, madeIn) {
      const now: Record<string, LockedCell> = {};
      let ownCells = 0;
      for (const { cell, key } of cells) {
        const text = await readWhole(key);
        const own = text === undefined ? undefined : { key, transcript: digestOf(text) };
        if (own) ownCells++;
        const entry = own ?? (Object.hasOwn(locked, cell.id) ? locked[cell.id] : undefined);
        if (entry) now[cell.id] = entry;
      }
      // With nothing made in this environment, what was recorded in the other one is still what there is.
      if (ownCells === 0) return;
      const order = cells.map(({ cell }) => cell.id);
      await besideDeck(deckFile, () =>
        writeLockedCells(deckFile, { environment: madeIn, cells: now }, order),
      );
    },
  };
}

const turns = new Map<string, Promise<unknown>>();

/** Works on one file one after the other. */
function inTurn<T>(file: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(file) ?? Promise.resolve();
  const turn = before.then(work, work);
  const done = turn.then(
    () => undefined,
    () => undefined,
  );
  turns.set(file, done);
  void done.then(() => turns.get(file) === done && turns.delete(file));
  return turn;
}

/** Writes beside a deck; a `MachineError` where nobody may, or where there is no room. */
async function besideDeck(deckFile: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const folder = dirname(deckFile);
    throw new MachineError(
      `nothing can be recorded in ${folder}: ${error.message.split(',')[0]}`,
      `make it writable, or copy the deck to a folder that is`,
    );
  }
}

/** Removes the transcripts beside a deck that no lock in its folder names; resolves to their keys. */
export async function pruneRecords(deckFile: string): Promise<readonly string[]> {
  const folder = dirname(deckFile);
  const locks = (await readdir(folder)).filter((name) => name.endsWith('.lock.json'));
  const kept = new Set<string>();
  for (const lock of locks) {
    const { cells = {} } = await readDeckLock(join(folder, lock.replace(/\.lock\.json$/, '.md')));
    for (const { key } of Object.values(cells)) kept.add(key);
  }
  const names = await readdir(outputsDir(deckFile)).catch(() => []);
  const stale = names.filter((name) => /^[0-9a-f]{32}\.cast$/.test(name)).map((name) => name.slice(0, 32));
  const gone = stale.filter((key) => !kept.has(key));
  for (const key of gone) await rm(castFile(deckFile, key));
  // What a killed process was writing.
  for (const name of names) {
    const writer = name.match(/\.cast\.(\d+)\.[0-9a-f]+\.part$/)?.[1];
    if (writer !== undefined && !isAlive(Number(writer)))
      await rm(join(outputsDir(deckFile), name), { force: true });
  }
  return gone;
}
