import type { Deck } from '../deck/deck.ts';
import { type FrontMatter, readFrontMatter } from '../deck/front-matter.ts';
import { createProblemList } from '../deck/problem-list.ts';
import { normaliseText } from '../deck/source-text.ts';
import { type AddressUse, addressesOf } from '../links/addresses.ts';
import { type PageId, pageIdsOf } from '../links/page-ids.ts';
import { type ReadPart, readParts } from '../links/read-parts.ts';
import type { DeckFolder } from './deck-folder.ts';

/** A deck as the rules see it, read once for all of them. */
export interface LintSubject {
  readonly deck: Deck;
  /** The lines of its file. */
  readonly lines: readonly string[];
  readonly head: FrontMatter;
  /** Each slide's text and notes, as the page's own Markdown reads them. */
  readonly parts: readonly ReadPart[];
  readonly addresses: readonly AddressUse[];
  /** The ids that its slides have on the page. */
  readonly ids: ReadonlyMap<string, PageId>;
  readonly folder: DeckFolder;
}

/** Reads a deck for the rules; `text` is its file's. */
export function readLintSubject(deck: Deck, text: string, folder: DeckFolder): LintSubject {
  const source = normaliseText(text);
  const lines = source.split('\n');
  const head = readFrontMatter(source, createProblemList(deck.file, ''));
  const parts = readParts(deck, lines);
  return {
    deck,
    lines,
    head,
    parts,
    addresses: addressesOf(deck, head, parts, lines),
    ids: pageIdsOf(parts),
    folder,
  };
}
