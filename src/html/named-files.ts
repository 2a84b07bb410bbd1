import { decoded } from './decoded.ts';

/** Attributes whose value names a file that the page shows or leads to. */
const naming =
  /\s(?:src|href|poster|data-src|data-background|data-background-image|data-background-video|data-background-iframe|data-preview-image|data-preview-video)\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/gi;
const manyNaming = /\s(?:srcset|data-srcset)\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/gi;
// Bounded, and with no two ways to read a blank: a text may say `url(` and never end it.
const inStyle =
  /url\(\s{0,20}(?:&quot;|&#39;|["'])?([^"'()&\s][^"'()&]{0,2000})(?:&quot;|&#39;|["'])?\s{0,20}\)/g;
const imported = /@import\s{1,20}["']([^"']{1,2000})["']/g;

/** The paths of files that HTML names, relative to its page, each once; addresses of other hosts are not among them. */
export function filesNamedInHtml(html: string): ReadonlySet<string> {
  const many = first(html, manyNaming).flatMap((list) =>
    list.split(',').map((one) => one.trim().split(/\s+/)[0] ?? ''),
  );
  return pathsOf([...first(html, naming), ...many, ...first(html, inStyle)]);
}

/** The paths that a style sheet names, relative to itself. */
export const filesNamedInStyle = (css: string): ReadonlySet<string> =>
  pathsOf([...first(css, inStyle), ...first(css, imported)]);

/** The paths among the values of a deck's own options, wherever they stand in them. */
export function filesNamedInData(data: unknown): ReadonlySet<string> {
  if (typeof data === 'string') return pathsOf([data]);
  const values = typeof data === 'object' && data !== null ? Object.values(data) : [];
  return new Set(values.flatMap((value) => [...filesNamedInData(value)]));
}

const first = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.find((one) => one !== undefined) ?? '');

/** Takes addresses as they are written: with entities, a query, a fragment, encoded letters. */
function pathsOf(addresses: readonly string[]): ReadonlySet<string> {
  const paths = addresses.map((address) => {
    const plain = address.replaceAll('&amp;', '&').replaceAll('&#39;', "'").trim();
    return /^[a-z][a-z0-9+.-]*:|^\/|^#/i.test(plain) ? '' : decoded(plain.split(/[?#]/)[0] ?? '');
  });
  return new Set(paths.map((path) => path.replace(/^(?:\.\/)+/, '')).filter((path) => path !== ''));
}
