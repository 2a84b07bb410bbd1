import type { Deck } from '../deck/deck.ts';
import { readFrontMatter } from '../deck/front-matter.ts';
import { createProblemList } from '../deck/problem-list.ts';
import { normaliseText } from '../deck/source-text.ts';
import type { Position } from '../errors.ts';
import { type AddressUse, addressesOf } from './addresses.ts';
import { type ReadAddress, readAddress } from './read-address.ts';
import { readParts } from './read-parts.ts';
import { readSilences } from './silences.ts';

/** The names under which an author may silence what is said of a link. */
export const linkRules = ['dead-link', 'dead-anchor', 'missing-file'] as const;
export type LinkRule = (typeof linkRules)[number];

/** A link of a deck to a place of the same site, or a file that its pages would load from there or another host. */
export interface DeckLink extends Position {
  readonly use: AddressUse['use'];
  readonly address: string;
  readonly to: Extract<ReadAddress, { to: 'slides' | 'article' | 'deck' | 'file' | 'web' }>;
  /** What its author does not want to hear of it. */
  readonly silenced: readonly LinkRule[];
}

/** The links of a deck that lead within its site, and the files that its pages would load; `text` is its file's. */
export function deckLinksOf(deck: Deck, text: string): readonly DeckLink[] {
  const source = normaliseText(text);
  const lines = source.split('\n');
  const head = readFrontMatter(source, createProblemList(deck.file, ''));
  const parts = readParts(deck, lines);
  const silences = readSilences(deck, head, parts, lines);
  return addressesOf(deck, head, parts, lines).flatMap(({ use, address, at }): readonly DeckLink[] => {
    const to = readAddress(address, deck.name);
    if (to.to === 'nowhere' || to.to === 'index') return [];
    if (to.to === 'web' && (use === 'link' || !hasHost.test(address))) return [];
    return [{ ...at, use, address, to, silenced: linkRules.filter((rule) => silences.covers(rule, at)) }];
  });
}

const hasHost = /^\s*(?:https?:)?\/\//i;
