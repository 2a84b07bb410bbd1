import type { Cell } from '../cells/cell.ts';
import type { Deck, Slide } from './deck.ts';
import { shownSlides } from './shown-slides.ts';

/** Where a slide is shown, by reveal.js' numbers, which begin with 0. */
export interface SlideAddress {
  readonly h: number;
  readonly v: number;
}

/** Tells of a deck's cells whether their output has a slide of its own, below theirs (`output=next`). */
export function standsBelow(deck: Deck): (cell: Cell) => boolean {
  const placed = new Set(deck.slides.flatMap(({ outputs }) => outputs));
  return ({ id, kind, options }) => options.output === 'next' && kind !== 'check' && !placed.has(id);
}

/** The addresses of the slides that are shown, in their order: hidden slides and outputs of their own are counted as pages do. */
export function slideAddresses(deck: Deck): ReadonlyMap<Slide, SlideAddress> {
  const isBelow = standsBelow(deck);
  const below = new Set(deck.cells.filter(isBelow).map(({ id }) => id));
  const addresses = new Map<Slide, SlideAddress>();
  let [h, v] = [-1, 0];
  let stack: number | undefined;
  for (const slide of shownSlides(deck)) {
    if (slide.h !== stack) [h, v] = [h + 1, 0];
    stack = slide.h;
    addresses.set(slide, { h, v });
    v += 1 + slide.cells.filter((id) => below.has(id)).length;
  }
  return addresses;
}

/** How many slides are shown: those with an output of a cell of their own among them. */
export function countSlides(deck: Deck): number {
  const isBelow = standsBelow(deck);
  const shown = shownSlides(deck);
  const cells = new Set(shown.flatMap((slide) => slide.cells));
  return shown.length + deck.cells.filter((cell) => cells.has(cell.id) && isBelow(cell)).length;
}

/** What follows the address of a deck's slides to lead to one of them, as reveal.js reads it: `#/1/0`. */
export function slideFragment(deck: Deck, { h, v }: SlideAddress): string {
  const first = deck.settings.revealOptions.hashOneBasedIndex === true ? 1 : 0;
  return `#/${h + first}/${v + first}`;
}
