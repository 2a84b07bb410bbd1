import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Deck } from '../deck/deck.ts';
import { filesNamedInData, filesNamedInHtml, filesNamedInStyle } from '../html/named-files.ts';
import type { PageRecords } from '../records/page-records.ts';
import type { ArticleTurn } from '../render/article-turn.ts';
import type { Assets, RenderOptions } from '../render/page.ts';
import { articlePageHtml, renderArticleSections } from '../render/render-article.ts';
import { renderSlides } from '../render/render-slides.ts';
import type { SiteBar } from '../render/site-bar.ts';
import type { ClientFiles } from './client-files.ts';
import { type DeckDocument, deckDocument, prints } from './deck-document.ts';
import { withNamedPages, withSiteLinks } from './deck-links.ts';
import { descriptionOf } from './description.ts';
import { type LackingRecord, lackingRecords } from './lacking-records.ts';
import type { Remember } from './memory.ts';
import { type PageFacts, pageFactsOf } from './page-facts.ts';
import { type PagePicture, pageHead, type SiteAbout } from './page-head.ts';
import type { SiteFile } from './site-file.ts';

/** A deck to be published, by the name that it has in the site's addresses. */
export interface SiteDeck {
  readonly deck: Deck;
  /** SHA-256 of all the text that it is made of. */
  readonly source: string;
  /** Names what is recorded of it, to the byte. */
  readonly recorded: string;
  /** Opens what is recorded of it: only where something has to be made of that. */
  readonly records: () => Promise<PageRecords>;
  /** Finds the file that a page may fetch by a path relative to it; undefined for anything else. */
  readonly locate: (path: string) => Promise<string | undefined>;
  /** Takes what was made before of the same inputs. */
  readonly remember: Remember;
}

export interface SiteOptions {
  readonly client: ClientFiles;
  /** Where the site will be, ending with a slash; without it no page names its own address. */
  readonly base?: URL | undefined;
  /** Whether the speaker notes go with the slides. */
  readonly notes: boolean;
  /** What the site is called; without it, by what it is. */
  readonly title?: string | undefined;
  /** Pictures of first slides in PNG, by the names of their decks. */
  readonly covers?: ReadonlyMap<string, Uint8Array> | undefined;
  /** Of this program. */
  readonly version: string;
}

/** What of a site a deck's pages lead to. */
export interface DeckPlace {
  /** The names of all its decks. */
  readonly names: ReadonlySet<string>;
  readonly turn: ArticleTurn;
  readonly site: SiteAbout;
  /** The line above its article. */
  readonly bar: SiteBar;
  /** Its own picture, or that of its first slide. */
  readonly picture: PagePicture | undefined;
}

/** A deck as a site has it. */
export interface BuiltDeck {
  readonly deck: Deck;
  readonly description: string | undefined;
  readonly picture: PagePicture | undefined;
  readonly facts: PageFacts;
  readonly pages: { readonly slides: string; readonly article: string };
  readonly files: readonly SiteFile[];
  readonly lacking: readonly LackingRecord[];
}

/** What a page loads; `up` leads from its folder to the site's. */
export const assetsFrom = (client: ClientFiles, up: string, page: string, theme?: string): Assets => ({
  styles: [
    `${up}${client.folder}/${page}.css`,
    ...(theme !== undefined && client.has(`reveal-theme/${theme}.css`)
      ? [`${up}${client.folder}/reveal-theme/${theme}.css`]
      : []),
  ],
  scripts: [`${up}${client.folder}/${page}.js`],
  fonts: page === 'index' ? [] : client.fonts.map((path) => `${up}${path}`),
});

/** All that is made of one deck, and of nothing but what names it. */
interface DeckParts {
  readonly slides: string;
  readonly article: string;
  readonly played: readonly { readonly path: string; readonly content: string }[];
  readonly document: DeckDocument;
  readonly lacking: readonly LackingRecord[];
  readonly facts: PageFacts;
  /** Whether all pictures are there: one that is not may have taken too long, this once. */
  readonly isDrawn: boolean;
}

/** Makes the files of one deck: its two pages, the records that they play, and the files that they name. */
export async function buildDeck(
  site: SiteDeck,
  place: DeckPlace,
  { client, notes, version }: SiteOptions,
): Promise<BuiltDeck> {
  // What is doubtful in a deck is its author's business; notes may be the speaker's alone.
  const slides = notes ? site.deck.slides : site.deck.slides.map((slide) => ({ ...slide, notes: undefined }));
  const deck = { ...site.deck, slides, problems: [] };
  const { settings, name } = deck;
  const folder = encodeURIComponent(name);
  const { names, turn, bar, picture } = place;
  const { about } = settings;
  const description = about.description ?? descriptionOf(deck.slides);
  const head = (path: string) =>
    pageHead(
      { ...about, title: settings.title, path: `${folder}/${path}`, kind: 'article', description, picture },
      place.site,
      '../',
    );
  const slidesOptions: RenderOptions = {
    published: true,
    assets: assetsFrom(client, '../', 'slides', settings.theme),
    head: head(''),
  };
  const articleOptions: RenderOptions = {
    published: true,
    assets: assetsFrom(client, '../', 'article'),
    head: head('article.html'),
    turn,
    bar,
  };
  const { source, recorded } = site;
  const linked = [...names].sort();
  const inputs = { source, recorded, name, file: deck.file, notes, linked, slidesOptions, articleOptions };
  const make = async (): Promise<DeckParts> => {
    const records = await site.records();
    const sections = await renderArticleSections(deck, records, true);
    const withLinks = (page: string) => withNamedPages(withSiteLinks(page, name, names));
    const pages = {
      slides: withLinks(await renderSlides(deck, { ...slidesOptions, records })),
      article: withLinks(articlePageHtml(deck, sections, { ...articleOptions, records })),
    };
    return {
      ...pages,
      played: await playedRecords(deck, records),
      document: await deckDocument(deck, { source, version, description, records, sections }),
      lacking: lackingRecords(deck, records),
      facts: await pageFactsOf(deck, pages),
      isDrawn: await isDrawn(deck, records),
    };
  };
  const parts = await site.remember(inputs, make, (made) => made.isDrawn);
  const pages = { slides: parts.slides, article: parts.article };
  const named = new Set([
    ...filesNamedInHtml(pages.slides),
    ...filesNamedInHtml(pages.article),
    ...filesNamedInData([settings.revealOptions, ownPicture(about.image)]),
  ]);
  const below = (file: SiteFile): SiteFile => ({ ...file, path: `${name}/${file.path}` });
  return {
    deck: site.deck,
    description,
    picture,
    facts: parts.facts,
    pages,
    files: [
      { path: 'index.html', content: pages.slides },
      { path: 'article.html', content: pages.article },
      { path: 'deck.json', content: `${JSON.stringify(parts.document, null, 2)}\n` },
      ...parts.played,
      ...(await ownFiles(site, named)),
    ].map(below),
    lacking: parts.lacking,
  };
}

/** The path of a deck's own picture, as a site of Jekyll's or Slidev's writes it too; undefined for an address. */
export const ownPicture = (image: string | undefined): string | undefined =>
  image === undefined || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(image) ? undefined : image.replace(/^\.?\/+/, '');

async function isDrawn(deck: Deck, records: PageRecords): Promise<boolean> {
  const drawn = deck.cells.filter((cell) => prints(cell) && cell.options.show !== 'text');
  const finals = await Promise.all(drawn.map(({ id }) => records.final(id)));
  return finals.every((final) => final?.picture !== null);
}

/** The records that the pages' players fetch. */
async function playedRecords(deck: Deck, records: PageRecords): Promise<DeckParts['played']> {
  const keys = new Set(deck.cells.filter(prints).flatMap(({ id }) => records.of(id)?.key ?? []));
  const played = await Promise.all([...keys].map(async (key) => ({ key, record: await records.play(key) })));
  return played.flatMap(({ key, record }) =>
    record ? [{ path: `outputs/${key}.json`, content: JSON.stringify(record) }] : [],
  );
}

/** The deck's own files that its pages name, and those that its style sheets name in turn. */
async function ownFiles({ locate }: SiteDeck, named: ReadonlySet<string>): Promise<readonly SiteFile[]> {
  const found = new Map<string, string>();
  const add = async (path: string): Promise<void> => {
    const plain = posix.normalize(path);
    if (found.has(plain)) return;
    const file = await locate(plain);
    if (file === undefined) return;
    found.set(plain, file);
    if (!plain.endsWith('.css')) return;
    const css = await readFile(file, 'utf8');
    for (const next of filesNamedInStyle(css)) await add(posix.join(posix.dirname(plain), next));
  };
  for (const path of named) await add(path);
  return [...found].map(([path, file]) => ({ path, content: { copyOf: file } }));
}
