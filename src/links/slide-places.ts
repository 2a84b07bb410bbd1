import type { Deck, Slide } from '../deck/deck.ts';
import { isHidden } from './page-ids.ts';

/**
 * The slides as reveal.js numbers them, across and then down: hidden ones have no number, and an `output=next`
 * makes a slide below its own.
 */
export function slidePlaces(deck: Deck): readonly (readonly Slide[])[] {
  const cells = new Map(deck.cells.map((cell) => [cell.id, cell]));
  const placed = new Set(deck.slides.flatMap((slide) => slide.outputs));
  const stacks = new Map<number, Slide[]>();
  for (const slide of deck.slides) {
    const stack = stacks.get(slide.h) ?? [];
    stacks.set(slide.h, stack);
    if (!isHidden(slide)) stack.push(slide);
    for (const id of slide.cells) {
      const cell = cells.get(id);
      if (cell?.options.output === 'next' && cell.kind !== 'check' && !placed.has(id)) stack.push(slide);
    }
  }
  return [...stacks.values()].filter((stack) => stack.length > 0);
}
