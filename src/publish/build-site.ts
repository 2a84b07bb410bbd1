import { DeckError, type Problem } from '../errors.ts';
import type { ArticleTurn } from '../render/article-turn.ts';
import { indexLanguage } from '../render/render-index.ts';
import { themeWithoutForeignFonts } from '../render/reveal-theme.ts';
import { phrasesOf } from '../words/words.ts';
import { linkProblems } from './check-links.ts';
import { coverFiles, pictureOf } from './covers.ts';
import { type BuiltDeck, buildDeck, type SiteDeck, type SiteOptions } from './deck-site.ts';
import { feedFiles, hasFeeds } from './feeds.ts';
import { notFoundPage } from './not-found-page.ts';
import type { SiteAbout } from './page-head.ts';
import { redirectFiles } from './redirects.ts';
import { searchIndexFile } from './search-index.ts';
import type { SiteFile } from './site-file.ts';
import { siteIndex } from './site-index.ts';
import { inSiteOrder } from './site-order.ts';
import { sitemapFiles } from './sitemap.ts';

export interface Site {
  readonly files: readonly SiteFile[];
  readonly decks: readonly BuiltDeck[];
  /** What its pages do without. */
  readonly warnings: readonly Problem[];
}

/**
 * A site: the list of decks, the pages and records of each, what they load, and what leads to them. Throws `DeckError`
 * where a link leads to no place of the site, or an old name to one that another page has.
 */
export async function buildSite(unordered: readonly SiteDeck[], options: SiteOptions): Promise<Site> {
  const { client, base } = options;
  const decks = inSiteOrder(unordered);
  const names = new Set(decks.map(({ deck }) => deck.name));
  const lang = indexLanguage(decks.map(({ deck }) => deck.settings));
  const title = options.title ?? phrasesOf(lang).say('index.title');
  const about: SiteAbout = {
    title,
    base,
    hasFeeds: base !== undefined && hasFeeds(decks.map(({ deck }) => deck)),
    assets: client.folder,
  };
  const built: BuiltDeck[] = [];
  // One after the other: all of it is work for one core, and only one deck's records are in memory.
  for (const [place, deck] of decks.entries())
    built.push(
      await buildDeck(
        deck,
        {
          names,
          turn: turnOf(decks, place),
          site: about,
          bar: { title, lang, up: '../' },
          picture: await pictureOf(deck, options.covers),
        },
        options,
      ),
    );
  const index = siteIndex(built, about, options);
  const pages: readonly SiteFile[] = [
    index,
    ...built.flatMap(({ files }) => files),
    ...neededFiles(client.files, [
      String(index.content),
      ...built.map(({ pages }) => pages.slides + pages.article),
    ]).map(asPublished),
    ...coverFiles(built, options.covers),
    searchIndexFile(built),
    notFoundPage(about, lang, options),
    ...feedFiles(built, about, lang),
    ...sitemapFiles(built, base),
  ];
  const moved = await redirectFiles(built, pages, about);
  const problems = [...(await linkProblems(linkedDecks(decks, built))), ...moved.problems];
  if (problems.some(({ severity }) => severity === 'error')) throw new DeckError(problems);
  return { files: [...pages, ...moved.files], decks: built, warnings: problems };
}

const linkedDecks = (decks: readonly SiteDeck[], built: readonly BuiltDeck[]) =>
  built.flatMap(({ deck, facts }, place) => {
    const locate = decks[place]?.locate;
    return locate === undefined ? [] : [{ deck, facts, locate }];
  });

/** The articles before and after one, in the order of the site. */
function turnOf(decks: readonly SiteDeck[], place: number): ArticleTurn {
  const linkTo = (other: SiteDeck | undefined) =>
    other && {
      href: `../${encodeURIComponent(other.deck.name)}/article.html`,
      title: other.deck.settings.title,
      lang: other.deck.settings.lang,
    };
  return { previous: linkTo(decks[place - 1]), next: linkTo(decks[place + 1]) };
}

/** The font of emoji is larger than all the rest, and is taken along where a page asks for it. */
function neededFiles(files: readonly SiteFile[], pages: readonly string[]): readonly SiteFile[] {
  const isEmoji = /\/(?:emoji\.css$|files\/noto-emoji-)/;
  return pages.some((page) => page.includes('/emoji.css"'))
    ? files
    : files.filter(({ path }) => !isEmoji.test(path));
}

const asPublished = (file: SiteFile): SiteFile =>
  /\/reveal-theme\/[^/]+\.css$/.test(file.path) && file.content instanceof Uint8Array
    ? { ...file, content: themeWithoutForeignFonts(Buffer.from(file.content).toString()) }
    : file;
