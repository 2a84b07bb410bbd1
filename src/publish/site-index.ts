import { type IndexEntry, indexEntryOf } from '../render/index-card.ts';
import { renderIndex } from '../render/render-index.ts';
import { withNamedPages } from './deck-links.ts';
import { assetsFrom, type BuiltDeck, type SiteOptions } from './deck-site.ts';
import { pageHead, type SiteAbout } from './page-head.ts';
import type { SiteFile } from './site-file.ts';

/** The list of a site's decks, in its order. */
export function siteIndex(decks: readonly BuiltDeck[], site: SiteAbout, { client }: SiteOptions): SiteFile {
  const content = renderIndex(decks.map(entryOf), {
    title: site.title,
    hasFeeds: site.hasFeeds,
    assets: assetsFrom(client, '', 'index'),
    published: true,
    head: pageHead({ title: site.title, path: '', kind: 'website' }, site, ''),
  });
  return { path: 'index.html', content: withNamedPages(content) };
}

function entryOf({ deck, description, facts, picture }: BuiltDeck): IndexEntry {
  return {
    // What is doubtful in a deck is its author's business.
    ...indexEntryOf({ ...deck, problems: [] }),
    description,
    minutes: facts.minutes,
    // A page loads nothing from another host.
    picture: picture?.path.includes('://') ? undefined : picture?.path,
  };
}
