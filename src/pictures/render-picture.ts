import { formatBytes } from '../cells/quantities.ts';
import { phrasesOf } from '../words/words.ts';
import { graphPicture } from './graph-picture.ts';
import { imagePicture } from './image-picture.ts';
import { jsonPicture } from './json-picture.ts';
import {
  type Draw,
  mostBytes,
  type NoPicture,
  type Picture,
  type PictureOptions,
  type Show,
} from './picture.ts';
import { sizePicture } from './size-picture.ts';
import { treePicture } from './tree-picture.ts';

const pictures: Readonly<Record<Show, Draw>> = {
  graph: graphPicture,
  tree: treePicture,
  json: jsonPicture,
  image: imagePicture,
  size: sizePicture,
};

/**
 * Draws what a cell printed as its `show` asks. Whatever is in the data, it resolves: what cannot be drawn comes back
 * as a problem in the reader's words, and is best shown as plain text.
 */
export async function renderPicture(
  show: Show,
  data: Buffer,
  options: PictureOptions = {},
): Promise<Picture | NoPicture> {
  const most = `show=${show} takes at most ${formatBytes(mostBytes)} of output`;
  if (data.length > mostBytes) return { problem: most };
  if (data.length === 0)
    return { problem: `show=${show} draws what a cell prints on stdout, and it printed nothing` };
  try {
    const picture = await pictures[show](data, phrasesOf(options.lang ?? 'en'), options);
    const isHuge = 'html' in picture && picture.html.length > 2 * mostBytes;
    return isHuge ? { problem: `${most}, and less where it has to be escaped` } : picture;
  } catch (error) {
    // Patterns that run out of stack on megabytes of the same.
    if (error instanceof RangeError) return { problem: `show=${show}: this is too intricate to be drawn` };
    throw error;
  }
}
