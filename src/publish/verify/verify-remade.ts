import { digestOfContent, type FileContent } from '../../disk/file-content.ts';
import type { SiteList } from '../../disk/site-mark.ts';
import { coversFolder } from '../covers.ts';
import type { Difference } from './difference.ts';

/** Holds the list of a site to what its decks come to now. */
export function verifyRemade(
  files: ReadonlyMap<string, FileContent>,
  list: SiteList,
  again: string,
): readonly Difference[] {
  const told = (path: string, message: string): Difference => ({ path, message, mend: again });
  // A browser draws these, and another browser otherwise.
  const isDrawn = (path: string): boolean => path.startsWith(`${coversFolder}/`);
  return [
    ...[...files]
      .filter(([path, content]) => !isDrawn(path) && list.get(path) !== digestOfContent(content))
      .map(([path]) =>
        told(
          path,
          list.has(path) ? 'the decks come to another one' : 'the decks come to it, and the site lacks it',
        ),
      ),
    ...[...list.keys()]
      .filter((path) => !isDrawn(path) && !files.has(path))
      .map((path) => told(path, 'nothing in the decks comes to it')),
  ];
}
