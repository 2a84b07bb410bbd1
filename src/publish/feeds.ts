import type { Deck } from '../deck/deck.ts';
import { htmlAttributes } from '../html/escape.ts';
import { escapeXml, xmlElement } from '../html/xml.ts';
import type { BuiltDeck } from './deck-site.ts';
import { pageAddresses } from './page-addresses.ts';
import type { SiteAbout } from './page-head.ts';
import type { SiteFile } from './site-file.ts';

/** A reader's program fetches it again and again. */
const mostEntries = 50;

/** Decks of which a feed can tell when they came. */
export const hasFeeds = (decks: readonly Deck[]): boolean =>
  decks.some(({ settings }) => settings.about.date !== undefined);

interface Entry {
  readonly title: string;
  readonly lang: string;
  readonly description: string | undefined;
  readonly article: string;
  /** Both as times of RFC 3339. */
  readonly published: string;
  readonly updated: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

/** The feeds of a site: what its decks with a date say of themselves, the newest first. They need the site's address. */
export function feedFiles(decks: readonly BuiltDeck[], site: SiteAbout, lang: string): readonly SiteFile[] {
  const { base, hasFeeds } = site;
  if (base === undefined || !hasFeeds) return [];
  const entries = decks
    .flatMap((deck) => entryOf(deck, base) ?? [])
    .sort((a, b) => Date.parse(b.published) - Date.parse(a.published))
    .slice(0, mostEntries);
  const about = { title: site.title, base, lang };
  return [
    { path: 'feed.xml', content: atomFeed(about, entries) },
    { path: 'rss.xml', content: rssFeed(about, entries) },
  ];
}

function entryOf({ deck, description }: BuiltDeck, base: URL): Entry | undefined {
  const { title, lang, about } = deck.settings;
  if (about.date === undefined) return undefined;
  const published = timeOf(about.date);
  return {
    title,
    lang,
    description,
    article: new URL(pageAddresses(deck.name).article, base).href,
    published,
    updated: about.updated === undefined ? published : timeOf(about.updated),
    authors: about.authors,
    tags: about.tags,
  };
}

/** A day begins at midnight. */
const timeOf = (date: string): string => (date.includes('T') ? date : `${date}T00:00:00Z`);

interface FeedAbout {
  readonly title: string;
  readonly base: URL;
  readonly lang: string;
}

function atomFeed({ title, base, lang }: FeedAbout, entries: readonly Entry[]): string {
  const last = entries.map(({ updated }) => updated).sort((a, b) => Date.parse(b) - Date.parse(a))[0];
  return xmlFile([
    `<feed xmlns="http://www.w3.org/2005/Atom"${htmlAttributes({ 'xml:lang': lang })}>`,
    ...xmlElement('title', title),
    ...xmlElement('id', base.href),
    ...xmlElement('updated', last),
    ...authorLines([title]),
    `<link${htmlAttributes({ rel: 'self', type: 'application/atom+xml', href: new URL('feed.xml', base).href })}/>`,
    `<link${htmlAttributes({ rel: 'alternate', type: 'text/html', href: base.href })}/>`,
    ...entries.flatMap((entry) => [
      `<entry${htmlAttributes({ 'xml:lang': entry.lang })}>`,
      ...xmlElement('title', entry.title),
      ...xmlElement('id', entry.article),
      `<link${htmlAttributes({ rel: 'alternate', type: 'text/html', href: entry.article })}/>`,
      ...xmlElement('published', entry.published),
      ...xmlElement('updated', entry.updated),
      ...authorLines(entry.authors),
      ...entry.tags.map((term) => `<category term="${escapeXml(term)}"/>`),
      ...xmlElement('summary', entry.description),
      '</entry>',
    ]),
    '</feed>',
  ]);
}

const authorLines = (names: readonly string[]): readonly string[] =>
  names.map((name) => `<author>${xmlElement('name', name).join('')}</author>`);

function rssFeed({ title, base, lang }: FeedAbout, entries: readonly Entry[]): string {
  return xmlFile([
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    ...xmlElement('title', title),
    ...xmlElement('link', base.href),
    ...xmlElement('description', title),
    ...xmlElement('language', lang),
    `<atom:link${htmlAttributes({ rel: 'self', type: 'application/rss+xml', href: new URL('rss.xml', base).href })}/>`,
    ...entries.flatMap((entry) => [
      '<item>',
      ...xmlElement('title', entry.title),
      ...xmlElement('link', entry.article),
      ...xmlElement('guid', entry.article),
      ...xmlElement('pubDate', new Date(entry.published).toUTCString()),
      ...entry.authors.flatMap((author) => xmlElement('dc:creator', author)),
      ...entry.tags.flatMap((tag) => xmlElement('category', tag)),
      ...xmlElement('description', entry.description),
      '</item>',
    ]),
    '</channel>',
    '</rss>',
  ]);
}

const xmlFile = (lines: readonly string[]): string =>
  `${['<?xml version="1.0" encoding="utf-8"?>', ...lines].join('\n')}\n`;
