import { xmlElement } from '../html/xml.ts';
import type { BuiltDeck } from './deck-site.ts';
import { pageAddresses } from './page-addresses.ts';
import type { SiteFile } from './site-file.ts';

/** What a search engine asks a site for: its pages, and where they are listed. Both need the site's address. */
export function sitemapFiles(decks: readonly BuiltDeck[], base: URL | undefined): readonly SiteFile[] {
  if (base === undefined) return [];
  const pages = decks.flatMap(({ deck: { name, settings } }) => {
    const { slides, article } = pageAddresses(name);
    const day = (settings.about.updated ?? settings.about.date)?.slice(0, 10);
    return [article, slides].map((path) => ({ path, day }));
  });
  const urls = [{ path: '', day: undefined }, ...pages].map(({ path, day }) =>
    ['<url>', ...xmlElement('loc', new URL(path, base).href), ...xmlElement('lastmod', day), '</url>'].join(
      '',
    ),
  );
  const content = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
  // A host is asked for one at its root, and nowhere else.
  const robots = `User-agent: *\nAllow: /\n\nSitemap: ${new URL('sitemap.xml', base).href}\n`;
  return [
    { path: 'sitemap.xml', content },
    ...(base.pathname === '/' ? [{ path: 'robots.txt', content: robots }] : []),
  ];
}
