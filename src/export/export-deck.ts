import type { Deck } from '../deck/deck.ts';
import type { PageRecords } from '../records/page-records.ts';

/** A deck that files are made of; one of a site is one too. */
export interface ExportDeck {
  readonly deck: Deck;
  readonly records: () => Promise<PageRecords>;
  /** Finds the file that a page may fetch by a path relative to it; undefined for anything else. */
  readonly locate: (path: string) => Promise<string | undefined>;
}
