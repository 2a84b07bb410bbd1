import { createHash } from 'node:crypto';
import { keysOfDeck, limitsPart } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';
import { readDeckLock } from './deck-lock.ts';
import { digestOfCast } from './deck-records.ts';

/**
 * Names what `openPageRecords` finds, to the byte, without reading any of it as what it is. Throws `ConfigError` as the
 * lock does.
 */
export async function digestRecords(deck: Deck): Promise<string> {
  const hash = createHash('sha256');
  const { environment, cells = {} } = await readDeckLock(deck.file);
  hash.update(JSON.stringify([environment, cells]));
  if (environment === undefined) return hash.digest('hex');
  const base = { environment, limits: limitsPart(deck.settings.limits) };
  for (const { key } of keysOfDeck(deck.cells, base).values())
    hash.update(`\n${key} ${digestOfCast(deck.file, key)}`);
  return hash.digest('hex');
}
