import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { deckNameOf } from '../deck/load-deck.ts';
import { readPlainFile } from '../disk/read-plain-file.ts';
import { ConfigError } from '../errors.ts';
import { parseTalk, type Talk } from './talk.ts';
import { talksDir } from './talk-log.ts';

/** A talk, its own file, and the deck that was presented. */
export interface FoundTalk {
  readonly talk: Talk;
  readonly file: string;
  readonly deckFile: string;
}

/** Every run of a cell is in a talk, however often it ran. */
const limitBytes = 256 << 20;

/** Reads a talk's file. Throws `ConfigError` where it is none. */
export async function readTalk(file: string): Promise<FoundTalk> {
  const talk = parseTalk((await readPlainFile(file, limitBytes)) ?? '');
  if (!talk) throw new ConfigError(`${file} is no talk`, 'piste present --record keeps one beside its deck');
  return { talk, file, deckFile: join(dirname(file), '..', basename(talk.file)) };
}

/** The latest talk of a deck. Throws `ConfigError` where none was kept. */
export async function latestTalk(deckFile: string): Promise<FoundTalk> {
  const dir = talksDir(deckFile);
  const prefix = `${deckNameOf(deckFile)}-`;
  const names = (await readdir(dir).catch(() => [])).filter(
    (name) => name.startsWith(prefix) && /^\d{4}-\d\d-\d\dT[\d-]+\.jsonl$/.test(name.slice(prefix.length)),
  );
  // `x.md` in a folder `x` has the name of that folder's `deck.md`.
  for (const name of names.sort().reverse()) {
    const found = await readTalk(join(dir, name));
    if (found.talk.file === basename(deckFile)) return found;
  }
  throw new ConfigError(`${deckFile}: no talk of it was kept`, `piste present --record ${deckFile}`);
}
