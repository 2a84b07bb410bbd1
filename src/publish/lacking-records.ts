import type { Deck } from '../deck/deck.ts';
import type { PageRecords } from '../records/page-records.ts';
import { prints } from './deck-document.ts';

/** A cell that would print something, of which nothing is recorded as it is now. */
export interface LackingRecord {
  readonly file: string;
  readonly line: number;
  readonly cell: string;
}

/** The cells of a deck that its pages show without an output. Files and patches print nothing; live cells are never recorded. */
export function lackingRecords(deck: Deck, records: PageRecords): readonly LackingRecord[] {
  return deck.cells
    .filter((cell) => prints(cell) && !cell.options.live)
    .filter(({ id }) => records.of(id) === undefined)
    .map(({ id, line }) => ({ file: deck.file, line, cell: id }));
}
