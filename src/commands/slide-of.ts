import type { Deck } from '../deck/deck.ts';

/** The slide of a cell as a reader finds it: its number as the page shows it, and its first heading. */
export function slideOf(deck: Deck, cellId: string): string {
  const slide = deck.slides.find(({ cells }) => cells.includes(cellId));
  if (!slide) return '?';
  const number = slide.v === 0 ? `${slide.h + 1}` : `${slide.h + 1}.${slide.v + 1}`;
  const heading = slide.markdown.match(/^#{1,6}\s+(.+?)\s*#*\s*$/m)?.[1];
  return heading === undefined ? number : `${number} (${heading})`;
}
