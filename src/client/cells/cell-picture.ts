import { cellOutput } from './cell-elements.ts';

/**
 * Puts finished, safe HTML below the lines of a cell's output; an empty one takes away what is there. True if the
 * output was empty before, so that the page has to make room.
 */
export function drawPicture(cell: string, html: string): boolean {
  const output = cellOutput(cell);
  if (!output) return false;
  const isFirst = output.childElementCount === 0;
  const found = output.querySelector<HTMLElement>(':scope > .picture-place');
  if (html === '') {
    found?.remove();
    return false;
  }
  const place = found ?? output.appendChild(document.createElement('div'));
  place.className = 'picture-place';
  place.innerHTML = html;
  return isFirst;
}
