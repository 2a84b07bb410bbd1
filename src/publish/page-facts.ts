import { readFile } from 'node:fs/promises';
import type { Deck } from '../deck/deck.ts';
import { plainText } from '../html/plain-text.ts';
import { type DeckLink, deckLinksOf } from '../links/deck-links.ts';
import { slidePlaces } from '../links/slide-places.ts';
import { htmlPieces } from '../markdown/html-pieces.ts';
import { readingMinutes } from '../render/reading-time.ts';
import type { SearchEntry } from '../search/search-entry.ts';
import { searchEntriesOf } from './search-entries.ts';

/** What a site has to know of a deck's pages: made of that deck alone, and plain data. */
export interface PageFacts {
  readonly minutes: number;
  readonly entries: readonly SearchEntry[];
  readonly links: readonly DeckLink[];
  /** The ids on each page. */
  readonly slideIds: readonly string[];
  readonly articleIds: readonly string[];
  /** How many slides stand in each stack, and the number that addresses give the first. */
  readonly stacks: readonly number[];
  readonly firstNumber: number;
}

/** Reads a deck's finished pages, and the links in its file. */
export async function pageFactsOf(
  deck: Deck,
  pages: { readonly slides: string; readonly article: string },
): Promise<PageFacts> {
  const { title, revealOptions } = deck.settings;
  const [, main = ''] = /<main class="article[^>]*>([\s\S]*)<\/main>/.exec(pages.article) ?? [];
  return {
    minutes: readingMinutes([main]),
    entries: searchEntriesOf(main, title),
    links: deckLinksOf(deck, await readFile(deck.file, 'utf8')),
    slideIds: idsIn(pages.slides),
    articleIds: idsIn(pages.article),
    stacks: slidePlaces(deck).map((stack) => stack.length),
    firstNumber: revealOptions.hashOneBasedIndex === true ? 1 : 0,
  };
}

function idsIn(page: string): readonly string[] {
  const ids = htmlPieces(page).flatMap((piece) => {
    if (piece.type !== 'open' && piece.type !== 'void') return [];
    const named = piece.name === 'a' ? /\s(?:id|name)="([^"]*)"/ : /\sid="([^"]*)"/;
    return plainText(named.exec(piece.html)?.[1] ?? '');
  });
  return [...new Set(ids)].filter((id) => id !== '');
}
