import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Cell } from '../cells/cell.ts';
import type { Deck } from '../deck/deck.ts';
import { filesNamedInData, filesNamedInHtml, filesNamedInStyle } from '../html/named-files.ts';
import type { PageRecords } from '../records/page-records.ts';
import type { Assets } from '../render/page.ts';
import { renderArticle } from '../render/render-article.ts';
import { renderSlides } from '../render/render-slides.ts';
import type { ClientFiles } from './client-files.ts';
import { withSiteLinks } from './deck-links.ts';
import { pageHead } from './page-head.ts';
import type { SiteFile } from './site-file.ts';

/** A deck to be published, by the name that it has in the site's addresses. */
export interface SiteDeck {
  readonly deck: Deck;
  readonly records: PageRecords;
  /** Finds the file that a page may fetch by a path relative to it; undefined for anything else. */
  readonly locate: (path: string) => Promise<string | undefined>;
}

export interface SiteOptions {
  readonly client: ClientFiles;
  /** Where the site will be, ending with a slash; without it no page names its own address. */
  readonly base?: URL | undefined;
  /** Whether the speaker notes go with the slides. */
  readonly notes: boolean;
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

/** The files of one deck: its two pages, the records that they play, and the files that they name. */
export async function deckFiles(
  site: SiteDeck,
  names: ReadonlySet<string>,
  { client, base, notes }: SiteOptions,
): Promise<readonly SiteFile[]> {
  const { records } = site;
  // What is doubtful in a deck is its author's business; notes may be the speaker's alone.
  const slides = notes ? site.deck.slides : site.deck.slides.map((slide) => ({ ...slide, notes: undefined }));
  const deck = { ...site.deck, slides, problems: [] };
  const { settings, name } = deck;
  const folder = encodeURIComponent(name);
  const head = (path: string) =>
    pageHead(
      { title: settings.title, path: `${folder}/${path}`, description: descriptionOf(deck.slides) },
      base,
      `../${client.folder}`,
    );
  const common = { published: true, records };
  const slidesPage = await renderSlides(deck, {
    ...common,
    assets: assetsFrom(client, '../', 'slides', settings.theme),
    head: head(''),
  });
  const articlePage = await renderArticle(deck, {
    ...common,
    assets: assetsFrom(client, '../', 'article'),
    head: head('article.html'),
  });
  const pages = [slidesPage, articlePage].map((page) => withSiteLinks(page, name, names));
  const named = new Set([
    ...pages.flatMap((page) => [...filesNamedInHtml(page)]),
    ...filesNamedInData(settings.revealOptions),
  ]);
  return [
    { path: `${name}/index.html`, content: pages[0] ?? '' },
    { path: `${name}/article.html`, content: pages[1] ?? '' },
    ...(await recordFiles(site)),
    ...(await ownFiles(site, named)),
  ];
}

/** Files and patches are recorded too, and say nothing. */
const prints = ({ kind }: Cell): boolean => kind === 'run' || kind === 'build';

/** The records that the pages' players fetch. */
async function recordFiles({ deck, records }: SiteDeck): Promise<readonly SiteFile[]> {
  const keys = new Set(deck.cells.filter(prints).flatMap(({ id }) => records.of(id)?.key ?? []));
  const played = await Promise.all([...keys].map(async (key) => ({ key, record: await records.play(key) })));
  return played.flatMap(({ key, record }) =>
    record ? [{ path: `${deck.name}/outputs/${key}.json`, content: JSON.stringify(record) }] : [],
  );
}

/** The deck's own files that its pages name, and those that its style sheets name in turn. */
async function ownFiles(
  { deck, locate }: SiteDeck,
  named: ReadonlySet<string>,
): Promise<readonly SiteFile[]> {
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
  return [...found].map(([path, file]) => ({ path: `${deck.name}/${path}`, content: { copyOf: file } }));
}

const longestDescription = 160;

/** The first words of the deck that are a paragraph of its own, for who lists pages. */
function descriptionOf(slides: SiteDeck['deck']['slides']): string | undefined {
  for (const { markdown } of slides) {
    const paragraph = markdown
      .replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '')
      .split(/\n{2,}/)
      .find((one) => /^\s{0,3}[\p{L}\p{N}"'*_[(]/u.test(one) && !/\n\s{0,3}(?:=+|-+)\s*$/.test(one));
    if (paragraph === undefined) continue;
    const text = paragraph
      .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1')
      .replace(/<[^>]*>|\{[^}]*\}|[*_`]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (text.length > longestDescription)
      return `${text.slice(0, longestDescription).replace(/\s+\S*$/, '')}…`;
    if (text !== '') return text;
  }
  return undefined;
}
