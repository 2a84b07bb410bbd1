import type { Deck } from '../deck/deck.ts';
import type { RecordedCells } from '../session/live-deck.ts';

/** A deck's records without those that say nothing: of cells that are another text than their author's, or stand on one. */
export function authorsRecords(
  { cells }: Deck,
  { transcript, final }: RecordedCells,
  isEdited: (cellId: string) => boolean,
): RecordedCells {
  const isAuthors = (cellId: string): boolean => {
    const cell = cells.find(({ id }) => id === cellId);
    return !cells.some(
      (one) => one.session === cell?.session && one.ordinal <= cell.ordinal && isEdited(one.id),
    );
  };
  return {
    transcript: (cellId) => (isAuthors(cellId) ? transcript(cellId) : undefined),
    final: async (cellId) => (isAuthors(cellId) ? final(cellId) : undefined),
  };
}
