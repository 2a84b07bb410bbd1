import { indexEntryOf, renderIndex } from '../render/render-index.ts';
import { themeWithoutForeignFonts } from '../render/reveal-theme.ts';
import { assetsFrom, deckFiles, type SiteDeck, type SiteOptions } from './deck-site.ts';
import { pageHead } from './page-head.ts';
import type { SiteFile } from './site-file.ts';

/** All files of a site: the list of decks, the pages and records of each, and what they load. */
export async function buildSite(
  decks: readonly SiteDeck[],
  options: SiteOptions,
): Promise<readonly SiteFile[]> {
  const { client, base } = options;
  const names = new Set(decks.map(({ deck }) => deck.name));
  const pages = await Promise.all(decks.map((deck) => deckFiles(deck, names, options)));
  const index = renderIndex(
    // What is doubtful in a deck is its author's business.
    decks.map(({ deck }) => indexEntryOf({ ...deck, problems: [] })),
    {
      assets: assetsFrom(client, '', 'index'),
      published: true,
      head: pageHead({ title: 'Decks', path: '' }, base, client.folder),
    },
  );
  return [{ path: 'index.html', content: index }, ...pages.flat(), ...client.files.map(asPublished)];
}

const asPublished = (file: SiteFile): SiteFile =>
  /\/reveal-theme\/[^/]+\.css$/.test(file.path) && file.content instanceof Uint8Array
    ? { ...file, content: themeWithoutForeignFonts(Buffer.from(file.content).toString()) }
    : file;
