import type { OpenDeck } from './open-decks.ts';

/** Writes of each deck which transcripts are its cells' own now. */
export async function writeLocks(decks: readonly OpenDeck[]): Promise<void> {
  for (const { records, cells, environment } of decks) {
    const recorded = cells.filter(({ state }) => state !== 'live');
    await records.writeLock(recorded, environment);
  }
}
