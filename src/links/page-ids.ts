import { htmlPieces } from '../markdown/html-pieces.ts';
import type { ReadPart } from './read-parts.ts';
import { tagAttributes } from './tag-attributes.ts';

/** Where an id is: reveal.js takes a hidden slide off the page, with all that is on it. */
export type PageId = 'shown' | 'hidden';

/** Whether a slide is taken off the page. */
export const isHidden = (slide: ReadPart['slide']): boolean =>
  slide.attributes['data-visibility'] === 'hidden';

/** The ids of headings, of what has one in HTML or braces, and of the slides themselves. */
export function pageIdsOf(parts: readonly ReadPart[]): ReadonlyMap<string, PageId> {
  const ids = new Map<string, PageId>();
  for (const { slide, html, isNotes } of parts) {
    if (isNotes) continue;
    const where = isHidden(slide) ? 'hidden' : 'shown';
    const add = (id: string | undefined): void => {
      if (id !== undefined && id !== '' && ids.get(id) !== 'shown') ids.set(id, where);
    };
    add(slide.attributes.id);
    for (const piece of htmlPieces(html)) {
      if (piece.type !== 'open' && piece.type !== 'void') continue;
      const attributes = tagAttributes(piece.html);
      add(attributes.get('id'));
      if (piece.name === 'a') add(attributes.get('name'));
    }
  }
  return ids;
}
