import { decoded } from '../html/decoded.ts';

/**
 * Makes the links of a deck's page lead where they do on a server of ours: to an article (`article`,
 * `../other/article`), and from the root of the site (`/other/`), which a site in a sub-folder does not have.
 */
export function withSiteLinks(html: string, deckName: string, names: ReadonlySet<string>): string {
  return html.replace(/(<a\b[^>]*?\shref=")([^"#?:]+)([#?"])/g, (whole, before, path, after) => {
    const steps = stepsOf(path, deckName);
    if (steps === undefined) return whole;
    const [name, inside, ...more] = steps;
    if (name === undefined) return path.startsWith('/') ? `${before}../${after}` : whole;
    if (!names.has(name) || more.length > 0) return whole;
    const isArticle = inside === 'article';
    if (!isArticle && !(path.startsWith('/') && inside === undefined)) return whole;
    const folder = name === deckName ? './' : `../${encodeURIComponent(name)}/`;
    return `${before}${isArticle ? `${folder === './' ? '' : folder}article.html` : folder}${after}`;
  });
}

/** The steps from the site's root to what a path names, seen from a deck's page; undefined out of the site. */
function stepsOf(path: string, deckName: string): readonly string[] | undefined {
  const steps = path.startsWith('/') ? [] : [deckName];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(decoded(step));
  }
  return steps;
}

/**
 * Names the page in links to folders of the site: opened from the disk, a folder is a list of files. What a host makes of
 * a folder's address is this page as well.
 */
export const withNamedPages = (html: string): string =>
  html.replace(/(<a\b[^>]*?\shref=")((?!\/)[^"#?:]*\/)(["#?])/g, '$1$2index.html$3');
