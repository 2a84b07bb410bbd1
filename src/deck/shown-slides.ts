import type { Deck, Slide } from './deck.ts';

/** Where a page is: reveal's number of the stack, and the source line of its section, which may be that of an output. */
export interface PagePlace {
  readonly h: number;
  readonly line: number;
}

const shown = new WeakMap<Deck, readonly Slide[]>();

/** The slides that pages show, in their order: reveal.js takes hidden ones off the page. */
export function shownSlides(deck: Deck): readonly Slide[] {
  const known = shown.get(deck);
  if (known) return known;
  const slides =
    deck.settings.revealOptions.showHiddenSlides === true
      ? deck.slides
      : deck.slides.filter((slide) => slide.attributes['data-visibility'] !== 'hidden');
  shown.set(deck, slides);
  return slides;
}

const stacks = new WeakMap<Deck, readonly number[]>();

/** The `h` of each stack that is shown: reveal.js counts only those, and so has other numbers than the deck. */
function shownStacks(deck: Deck): readonly number[] {
  const known = stacks.get(deck) ?? [...new Set(shownSlides(deck).map(({ h }) => h))];
  stacks.set(deck, known);
  return known;
}

/** The slide of a deck that a page shows; undefined where the page has another text than the deck. */
export function slideAt(deck: Deck, { h, line }: PagePlace): Slide | undefined {
  const own = shownStacks(deck)[h];
  const here = shownSlides(deck).filter((slide) => slide.h === own);
  // Not by `v`: an output may have a section of its own, which moves those below it.
  return (
    here.find((slide) => slide.line === line) ??
    here.find((slide) => slide.line <= line && line <= slide.endLine)
  );
}
