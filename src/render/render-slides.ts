import type { Cell } from '../cells/cell.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import { htmlAttributes } from '../html/escape.ts';
import type { PageRecords } from '../records/page-records.ts';
import { outputHtml } from './cell-html.ts';
import { deckPageHtml, type RenderOptions } from './page.ts';
import { type RecordedCell, recordedCellsOf } from './recorded-html.ts';
import { slideLayout } from './slide-layout.ts';
import { createSlideRenderer, type SlideRenderer } from './slide-renderer.ts';

/** A deck as reveal.js slides: a whole document. */
export async function renderSlides(deck: Deck, options: RenderOptions): Promise<string> {
  return slidesPageHtml(deck, await renderStacks(deck, options.records, options.published), options);
}

/** The document around stacks of slides; around none, all of it that is not slides. */
export function slidesPageHtml(deck: Deck, stacks: readonly string[], options: RenderOptions): string {
  const body = `<div class="reveal">\n<div class="slides">\n${stacks.join('')}</div>\n</div>`;
  return deckPageHtml(deck, 'slides', body, options);
}

/** Only what is inside `.slides`: to be put in place of what is there when the deck changed. */
export async function renderSlidesBody(
  deck: Deck,
  records?: PageRecords,
  published = false,
): Promise<string> {
  return (await renderStacks(deck, records, published)).join('');
}

/** The same in pieces: one `<section>` for each slide to the right, with those below it. */
export async function renderStacks(
  deck: Deck,
  records?: PageRecords,
  published = false,
): Promise<readonly string[]> {
  const recorded = await recordedCellsOf(deck, records, published);
  const renderer = await createSlideRenderer(deck, true, recorded, published);
  return stacksOf(deck.slides).map((stack) => {
    const sections = stack.flatMap((slide) => sectionsOf(slide, renderer, recorded));
    return sections.length === 1 ? sections.join('') : `<section>\n${sections.join('')}</section>\n`;
  });
}

/** Slides that stand one below the other. */
function stacksOf(slides: readonly Slide[]): readonly (readonly Slide[])[] {
  const stacks = new Map<number, Slide[]>();
  for (const slide of slides) {
    const stack = stacks.get(slide.h);
    if (stack === undefined) stacks.set(slide.h, [slide]);
    else stack.push(slide);
  }
  return [...stacks.values()];
}

function sectionsOf(
  slide: Slide,
  renderer: SlideRenderer,
  recorded: ReadonlyMap<string, RecordedCell>,
): readonly string[] {
  const { html, nextOutputs } = renderer.slide(slide);
  const notes = slide.notes === undefined ? '' : `<aside class="notes">\n${renderer.notes(slide)}</aside>\n`;
  const layout = slideLayout(html, slide.attributes, slide.h === 0 && slide.v === 0);
  const attributes = htmlAttributes({
    ...slide.attributes,
    class: layout.classes,
    'data-line': slide.line,
  });
  return [
    `<section${attributes}>\n${html}${layout.picture}${notes}</section>\n`,
    ...nextOutputs.map((cell: Cell) => {
      const own = htmlAttributes({
        class: 'output-slide',
        'data-line': cell.line,
        // What is not shown has no output that is.
        'data-visibility': slide.attributes['data-visibility'] === 'hidden' && 'hidden',
      });
      return `<section${own}>\n${outputHtml(cell, true, cell.options.step, recorded.get(cell.id))}\n</section>\n`;
    }),
  ];
}
