import type { Deck } from '../deck/deck.ts';
import type { Cell } from './cell.ts';

/** The cells of the named cell's session, in document order; empty if the deck has no such cell. */
export function chainOf(deck: Pick<Deck, 'cells'>, cellId: string): readonly Cell[] {
  const cell = deck.cells.find((one) => one.id === cellId);
  return cell === undefined ? [] : deck.cells.filter((one) => one.session === cell.session);
}
