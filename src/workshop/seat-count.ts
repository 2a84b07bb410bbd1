import { chainsOf } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';

/** More seats than this are for a person to ask for. */
const mostByItself = 200;

/** Bytes that a visitor's sessions of a deck may take: each chain's session has its memory and its disk, which is memory. */
export const seatBytes = ({ cells, settings }: Pick<Deck, 'cells' | 'settings'>): number =>
  Math.max(1, chainsOf(cells).length) * (settings.limits.memoryBytes + settings.limits.diskBytes);

/** How many seats a machine has for these decks, so that all of them can be used up: one at least. */
export function seatsFor(decks: readonly Pick<Deck, 'cells' | 'settings'>[], freeBytes: number): number {
  const need = Math.max(...decks.map(seatBytes), 1);
  return Math.min(mostByItself, Math.max(1, Math.floor(freeBytes / need)));
}
