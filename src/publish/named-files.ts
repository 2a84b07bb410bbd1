/** Attributes whose value names a file that the page shows or leads to. */
const naming =
  /\s(?:src|href|poster|data-src|data-background|data-background-image|data-background-video|data-background-iframe|data-preview-image|data-preview-video)="([^"]*)"/g;
const manyNaming = /\s(?:srcset|data-srcset)="([^"]*)"/g;
const inStyle = /url\(\s*(?:&quot;|&#39;|["'])?([^"'()&]+)(?:&quot;|&#39;|["'])?\s*\)/g;
const imported = /@import\s+["']([^"']+)["']/g;

/** The paths of files that HTML names, relative to its page, each once; addresses of other hosts are not among them. */
export function filesNamedInHtml(html: string): ReadonlySet<string> {
  const many = [...html.matchAll(manyNaming)].flatMap(([, list = '']) =>
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
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** Takes addresses as they are written: with entities, a query, a fragment, encoded letters. */
function pathsOf(addresses: readonly string[]): ReadonlySet<string> {
  const paths = addresses.map((address) => {
    const plain = address.replaceAll('&amp;', '&').replaceAll('&#39;', "'").trim();
    return /^[a-z][a-z0-9+.-]*:|^\/|^#/i.test(plain) ? '' : decoded(plain.split(/[?#]/)[0] ?? '');
  });
  return new Set(paths.map((path) => path.replace(/^(?:\.\/)+/, '')).filter((path) => path !== ''));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
