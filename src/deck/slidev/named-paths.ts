import { posix } from 'node:path';
import { importPathsOf } from './import-slides.ts';
import { snippetPathsOf } from './snippets.ts';

/**
 * The files that a Slidev text may ask for, from the deck's folder, if the text itself is at `path` in it: slides to
 * import and code to show. Some may stand in code and never be asked for.
 */
export function slidevPathsIn(text: string, path: string): readonly string[] {
  const folder = posix.dirname(path).replace(/^\.$/, '');
  return [...new Set([...importPathsOf(text, folder), ...snippetPathsOf(text, folder)])];
}
