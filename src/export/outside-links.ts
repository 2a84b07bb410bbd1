/**
 * A page that leaves its site behind: links to other pages and files of the site are led there by its address, or are plain
 * text where that is not known. Links within the page and to other hosts stay as they are.
 */
export function withOutsideLinks(html: string, deckName: string, base: URL | undefined): string {
  return html.replace(/(<a\b[^>]*?)(\shref="([^"]*)")/g, (whole, before: string, attribute, href: string) => {
    const address = href.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
    if (address.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(address)) return whole;
    const target = base && outsideAddress(address, deckName, base);
    return target === undefined
      ? before
      : `${before}${attribute.replace(href, () => target.replaceAll('&', '&amp;'))}`;
  });
}

const origin = 'http://site.invalid';

/** Where a link of a deck's page leads on the site; undefined for what is no address. */
function outsideAddress(address: string, deckName: string, base: URL): string | undefined {
  const folder = `${origin}/${encodeURIComponent(deckName)}/`;
  if (!URL.canParse(address, folder)) return undefined;
  const { origin: host, pathname, search, hash, href } = new URL(address, folder);
  if (host !== origin) return href;
  // The server's name for an article; on a site it is a file.
  const path = pathname.slice(1).replace(/^([^/]+\/article)$/, '$1.html');
  return new URL(`${path}${search}${hash}`, base).href;
}
