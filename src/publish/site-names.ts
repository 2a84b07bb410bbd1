import { assetsFolder } from './client-files.ts';
import { coversFolder } from './covers.ts';

/** What a site has beside the folders of its decks, in small letters: no deck has such a name, and no old address. */
export const reservedNames: ReadonlySet<string> = new Set([
  assetsFolder,
  coversFolder,
  'index.html',
  '404.html',
  'search-index.js',
  'feed.xml',
  'rss.xml',
  'sitemap.xml',
  'robots.txt',
]);
