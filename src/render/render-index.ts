import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';
import { phrasesOf } from '../words/words.ts';
import { extraStyles } from './extra-styles.ts';
import { cardHtml, type IndexEntry } from './index-card.ts';
import { pageHtml, type RenderOptions } from './page.ts';
import { ridge } from './ridge.ts';
import { searchButtonHtml } from './site-bar.ts';

/** From as many decks on a reader looks for one by its words. */
const manyDecks = 8;

export interface IndexOptions extends RenderOptions {
  /** What the list is called; by itself it says what it is. */
  readonly title?: string | undefined;
  /** Whether the site has feeds. */
  readonly hasFeeds?: boolean;
}

/** The language of a list: that of its decks, where all have the same. */
export function indexLanguage(decks: readonly { readonly lang?: string | undefined }[]): string {
  const languages = new Set(decks.map(({ lang }) => phrasesOf(lang ?? 'en').lang));
  return languages.size === 1 ? ([...languages][0] ?? 'en') : 'en';
}

/** The page of all decks: a card for each, with links to its slides and its article. */
export function renderIndex(decks: readonly IndexEntry[], options: IndexOptions): string {
  const { published = false, hasFeeds = false } = options;
  const lang = indexLanguage(decks);
  const phrases = phrasesOf(lang);
  const title = options.title ?? phrases.say('index.title');
  const isMany = decks.length >= manyDecks;
  const list =
    decks.length === 0
      ? `<p class="empty">${phrases.say('index.none')}</p>`
      : `<ul class="decks">\n${decks.map((deck) => cardHtml(deck, phrases, published)).join('\n')}\n</ul>`;
  const { assets } = options;
  const body = [
    '<header class="index-head">',
    ridge,
    `<h1>${escapeHtml(title)}</h1>`,
    ...(published ? [searchButtonHtml('', phrases)] : isMany ? [filterHtml] : []),
    '</header>',
    '<main class="index">',
    ...tagsHtml(decks, phrases),
    list,
    '</main>',
    ...(hasFeeds ? [footHtml(phrases)] : []),
  ].join('\n');
  return pageHtml({
    title,
    lang,
    kind: 'index',
    body,
    data: { decks: decks.map((deck) => deck.name), ...options.config },
    assets: { ...assets, styles: [...assets.styles, ...extraStyles(assets.styles, body)] },
    head: options.head,
    attributes: { 'data-many': isMany ? '' : undefined },
  });
}

/** The script that looks makes it appear: without one it would be a field that does nothing. */
const filterHtml =
  '<p class="search" hidden><input type="search" aria-label="Find a deck" placeholder="Find a deck" autocomplete="off"> <span role="status"></span></p>';

/** All tags, the most common first; for the script that shows what has one of them. */
function tagsHtml(decks: readonly IndexEntry[], phrases: Phrases): readonly string[] {
  const counts = new Map<string, { tag: string; count: number }>();
  for (const tag of decks.flatMap(({ tags = [] }) => tags)) {
    const known = counts.get(tag.toLowerCase()) ?? { tag, count: 0 };
    counts.set(tag.toLowerCase(), { ...known, count: known.count + 1 });
  }
  if (counts.size === 0) return [];
  const sorted = [...counts.values()].sort(
    (a, b) => b.count - a.count || (a.tag.toLowerCase() < b.tag.toLowerCase() ? -1 : 1),
  );
  const links = sorted.map(({ tag, count }) => {
    const attributes = htmlAttributes({ href: tagAddress(tag), 'data-tag': tag });
    return `<a${attributes}>${escapeHtml(tag)} <span class="count">${count}</span></a>`;
  });
  return [
    `<nav class="all-tags"${htmlAttributes({ 'aria-label': phrases.say('site.tags') })} hidden>`,
    `<a href="#">${phrases.say('site.all')}</a>`,
    ...links,
    '</nav>',
  ];
}

const tagAddress = (tag: string): string => `#tag=${encodeURIComponent(tag)}`;

const footHtml = (phrases: Phrases): string =>
  `<footer class="index-foot"><a href="feed.xml" type="application/atom+xml">${phrases.say('site.feed')}</a></footer>`;
