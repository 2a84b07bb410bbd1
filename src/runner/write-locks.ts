import type { OpenDeck } from './open-decks.ts';

const recordedOf = ({ cells }: OpenDeck) => cells.filter(({ state }) => state !== 'live');

/** Writes of each deck which transcripts are its cells' own now. */
export async function writeLocks(decks: readonly OpenDeck[]): Promise<void> {
  for (const open of decks) await open.records.writeLock(recordedOf(open), open.environment);
}

/** Whether a deck's lock says already what it is to say, told without reading any transcript once more. */
export function isLocked(open: OpenDeck): boolean {
  const { records, environment } = open;
  const cells = recordedOf(open);
  return (
    records.environment === environment &&
    records.lockedCells === cells.length &&
    cells.every(({ cell, key, state }) => state === 'recorded' && records.locked(cell.id)?.key === key)
  );
}
