import { type BuiltDeck, ownPicture, type SiteDeck } from './deck-site.ts';
import { addressOf } from './page-addresses.ts';
import type { PagePicture } from './page-head.ts';
import type { SiteFile } from './site-file.ts';

/** The folder of a site that the pictures of first slides are in. */
export const coversFolder = 'covers';

const size = { width: 1200, height: 630 };

/** The picture that stands for a deck: the one that it names, else that of its first slide, where there is one. */
export async function pictureOf(
  { deck, locate }: SiteDeck,
  covers: ReadonlyMap<string, Uint8Array> | undefined,
): Promise<PagePicture | undefined> {
  const { image } = deck.settings.about;
  const path = ownPicture(image);
  if (path !== undefined && (await locate(path)) !== undefined)
    return { path: `${encodeURIComponent(deck.name)}/${addressOf(path)}` };
  if (image !== undefined && /^https?:\/\//i.test(image) && URL.canParse(image)) return { path: image };
  return covers?.has(deck.name) ? { path: addressOf(coverPath(deck.name)), size } : undefined;
}

/** The files of the pictures of first slides. */
export const coverFiles = (
  decks: readonly BuiltDeck[],
  covers: ReadonlyMap<string, Uint8Array> = new Map(),
): readonly SiteFile[] =>
  decks.flatMap(({ deck: { name } }) => {
    const content = covers.get(name);
    return content === undefined ? [] : [{ path: coverPath(name), content }];
  });

const coverPath = (name: string): string => `${coversFolder}/${name}.png`;
