import { posix } from 'node:path';

const modules = ['slides.js', 'article.js', 'index.js'];
/** The same for pages that are opened as files; each is whole in itself. */
const classics = modules.map((name) => `classic/${name}`);
const classicDiagrams = 'classic/diagrams.js';
/** Loaded where there is a server: terminals, the speaker's table, a follower's seat, codes for phones. */
const served = /^(?:chunks|files)\/(?:terminal-view|lay-table|seat|codes)-/;
const diagrams = /^chunks\/mermaid-draw-/;
/** Pages that only a server has. */
const servedPages = /^remote\./;

/**
 * Of the bundled client's files those that a published page may ask for: its scripts and what they load, and all styles
 * and fonts. What draws diagrams is half of it, and left out where there are none.
 */
export function reachableFiles(
  files: ReadonlyMap<string, Uint8Array>,
  hasDiagrams: boolean,
): ReadonlySet<string> {
  const reached = new Set(
    [...files.keys()].filter(
      (path) => !path.endsWith('.js') && !servedPages.test(path) && !served.test(path),
    ),
  );
  const visit = (path: string): void => {
    const bytes = files.get(path);
    if (bytes === undefined || reached.has(path) || served.test(path)) return;
    if (!hasDiagrams && diagrams.test(path)) return;
    reached.add(path);
    for (const [, address = ''] of Buffer.from(bytes)
      .toString()
      .matchAll(/["'`](\.{1,2}\/[^"'`\s]+\.js)["'`]/g))
      visit(posix.join(posix.dirname(path), address));
  };
  modules.forEach(visit);
  for (const path of hasDiagrams ? [...classics, classicDiagrams] : classics)
    if (files.has(path)) reached.add(path);
  return reached;
}
