import { extname } from 'node:path';
import { whyNotConfined } from '../cells/confined-path.ts';
import type { DeckFolder } from './deck-folder.ts';

/** Why a page cannot have a file of its deck, and what mends that; undefined if it can. */
export async function whyUnreached(
  folder: DeckFolder,
  path: string,
): Promise<{ readonly why: string; readonly mend: string } | undefined> {
  // A folder is told by what it is for, below.
  const refused = path.endsWith('/') ? undefined : whyNotConfined(path);
  if (refused !== undefined)
    return { why: refused, mend: 'put the file into the folder of the deck, and name it from there' };
  const why = await folder.whyNot(path);
  if (why === undefined) return undefined;
  if (why === 'missing') {
    const near = await folder.nearest(path);
    const web = /^www\.|^(?:https?)\/\//i.test(path);
    const mend =
      near !== undefined
        ? `did you mean \`${near}\`?`
        : web
          ? `write it as \`https://${path.replace(/^https?\/\//i, '')}\``
          : 'put the file into the folder of the deck, or mend the path';
    return { why: 'there is no such file beside the deck', mend };
  }
  if (why === 'outside')
    return { why: 'a symbolic link leads out of the folder of the deck', mend: 'put the file itself there' };
  if (why === 'folder') return { why: 'it is a folder', mend: 'name a file in it' };
  const ending = extname(path);
  const hidden = path.split('/').some((part) => part.startsWith('.'));
  return {
    why: hidden
      ? 'a page gets no hidden files'
      : ending === ''
        ? 'a page gets no files without an ending'
        : `a page gets no \`${ending}\` files`,
    mend: `show it in the deck, by \`{{#include ${path}}}\`, or name the address where it is published`,
  };
}
