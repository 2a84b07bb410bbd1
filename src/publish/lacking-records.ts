import type { SiteDeck } from './deck-site.ts';

/** A cell that would print something, of which nothing is recorded as it is now. */
export interface LackingRecord {
  readonly file: string;
  readonly line: number;
  readonly cell: string;
}

/** The cells of a deck that its pages show without an output. Files and patches print nothing; live cells are never recorded. */
export function lackingRecords({ deck, records }: SiteDeck): readonly LackingRecord[] {
  return deck.cells
    .filter(({ kind, options }) => (kind === 'run' || kind === 'build') && !options.live)
    .filter(({ id }) => records.of(id) === undefined)
    .map(({ id, line }) => ({ file: deck.file, line, cell: id }));
}
