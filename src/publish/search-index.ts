import MiniSearch from 'minisearch';
import { indexOptions } from '../search/index-options.ts';
import { packIndex, type SearchData } from '../search/packed-index.ts';
import { type KeptEntry, type SearchDeck, type SearchEntry, searchGlobal } from '../search/search-entry.ts';
import type { BuiltDeck } from './deck-site.ts';
import { pageAddresses } from './page-addresses.ts';
import type { SiteFile } from './site-file.ts';

/** A deck and what can be found in it. */
export interface FindableDeck extends SearchDeck {
  /** What it says of itself. */
  readonly about: string;
  readonly entries: readonly SearchEntry[];
}

/** An excerpt comes from as much of a text, and that is kept for each entry. */
const mostKept = 400;

/** The file of what can be found on a site. */
export const searchIndexFile = (decks: readonly BuiltDeck[]): SiteFile => ({
  path: 'search-index.js',
  content: searchIndexScript(
    decks.map(({ deck: { name, settings }, facts }) => ({
      ...pageAddresses(name),
      title: settings.title,
      lang: settings.lang,
      about: [settings.about.description ?? '', ...settings.about.tags, ...settings.about.authors]
        .filter((one) => one !== '')
        .join(' · '),
      entries: facts.entries,
    })),
  ),
});

/**
 * The script that hands the pages of a site what can be found on it: a classic one, for pages that are opened as files
 * can load no data.
 */
export function searchIndexScript(decks: readonly FindableDeck[]): string {
  const search = new MiniSearch<SearchEntry>(indexOptions);
  const kept: KeptEntry[] = [];
  for (const [place, deck] of decks.entries())
    for (const [at, entry] of deck.entries.entries()) {
      const text = at === 0 ? [deck.about, entry.text].filter((one) => one !== '').join(' ') : entry.text;
      // Where the first slide has another heading, the deck is found by its own title too.
      const isOther = at === 0 && deck.title !== entry.title;
      const title = isOther ? `${deck.title} ${entry.title}` : entry.title;
      const added = { ...entry, title, text, number: kept.length };
      search.add(added);
      kept.push({ d: place, h: entry.title, i: entry.id, s: entry.slide, t: keptOf(text, entry.code) });
    }
  const data: SearchData = {
    decks: decks.map(({ article, slides, title, lang }) => ({ article, slides, title, lang })),
    index: packIndex(search.toJSON(), kept),
  };
  return `globalThis.${searchGlobal}=JSON.parse(${quoted(JSON.stringify(data))});\n`;
}

/** Prose first; where there is little of it, what stands beside it. */
function keptOf(text: string, code: string): string {
  const whole = [text, code].filter((one) => one !== '').join(' · ');
  return whole.length <= mostKept ? whole : whole.slice(0, mostKept).replace(/\S*$/, '').trimEnd();
}

/** JSON as a string literal, between single quotes: it is full of double ones. */
const quoted = (json: string): string =>
  `'${json.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
