import { patchOutput } from '../cells/cell-output.ts';
import { drawPicture } from '../cells/cell-picture.ts';
import { linesOf, type Recording } from './record-source.ts';

/** Shows a recording's end as a cell's output. True if there was no output before. */
export function showEnd(cell: string, { frames, picture }: Recording): boolean {
  const anew = patchOutput(cell, 0, linesOf(frames));
  return drawPicture(cell, picture ?? '') || anew;
}
