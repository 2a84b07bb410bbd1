import MiniSearch from 'minisearch';
import { indexOptions } from './index-options.ts';
import { type SearchData, unpackIndex } from './packed-index.ts';
import type { KeptEntry, SearchDeck } from './search-entry.ts';
import { wordsIn } from './terms.ts';

/** What can be found on a site. */
export interface SiteIndex {
  readonly decks: readonly SearchDeck[];
  /** The entries that have the words, the best first; where none has all of them, those that have the rarest. */
  readonly find: (query: string) => readonly Found[];
}

export interface Found {
  readonly entry: KeptEntry;
  /** The terms by which it was found, as the index has them. */
  readonly terms: ReadonlySet<string>;
}

/** Longer questions are cut: nobody types as much to find a slide. */
const mostWords = 12;

/** Makes an index ready to be asked. */
export function openIndex({ decks, index }: SearchData): SiteIndex {
  const search = MiniSearch.loadJS<KeptEntry>(unpackIndex(index), indexOptions);
  return {
    decks,
    find(query) {
      const words = wordsIn(query)
        .map(({ text }) => text)
        .slice(0, mostWords);
      const all = search.search(words.join(' '));
      return (all.length > 0 ? all : search.search(rarest(words, search))).flatMap(({ id, terms }) => {
        const entry = index.kept[Number(id)];
        return entry === undefined ? [] : [{ entry, terms: new Set(terms) }];
      });
    },
  };
}

/** Of words that stand nowhere together those that do, beginning with the rarest: it is what the question is about. */
function rarest(words: readonly string[], search: MiniSearch<KeptEntry>): string {
  const counted = words.map((word) => ({ word, count: search.search(word).length }));
  let kept = '';
  for (const { word, count } of counted.toSorted((a, b) => a.count - b.count)) {
    const more = `${kept} ${word}`;
    if (count > 0 && search.search(more).length > 0) kept = more;
  }
  return kept;
}
