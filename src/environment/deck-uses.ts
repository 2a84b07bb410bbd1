import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { makeFolders } from '../disk/make-folders.ts';
import { replaceFile } from '../disk/whole-file.ts';
import type { Places } from './places.ts';

const usesSchema = z.array(z.string());
const fileOf = (places: Places) => join(places.home, 'decks.json');

/** The deck files that environments were made for on this machine, as absolute paths. */
export async function readDeckUses(places: Places): Promise<readonly string[]> {
  try {
    return usesSchema.parse(JSON.parse(await readFile(fileOf(places), 'utf8')));
  } catch {
    return [];
  }
}

/** Notes that decks have an environment here, so that clearing keeps it for as long as they are there. */
export async function noteDeckUses(places: Places, deckFiles: readonly string[]): Promise<void> {
  const known = new Set(await readDeckUses(places));
  const fresh = deckFiles.map((file) => resolve(file)).filter((file) => !known.has(file));
  if (fresh.length === 0) return;
  await writeDeckUses(places, [...new Set([...known, ...fresh])].sort());
}

export async function writeDeckUses(places: Places, files: readonly string[]): Promise<void> {
  makeFolders(places.home);
  await replaceFile(fileOf(places), `${JSON.stringify(files, null, 2)}\n`);
}
