import type { Cell } from '../cells/cell.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import { htmlAttributes } from '../html/escape.ts';
import type { PageRecords } from '../records/page-records.ts';
import { outputHtml } from './cell-html.ts';
import { deckPageHtml, type RenderOptions } from './page.ts';
import { recordedCellsOf } from './recorded-html.ts';
import { createSlideRenderer, type SlideRenderer } from './slide-renderer.ts';

/** A deck as reveal.js slides: a whole document. */
export async function renderSlides(deck: Deck, options: RenderOptions): Promise<string> {
  const body = `<div class="reveal">\n<div class="slides">\n${await renderSlidesBody(deck, options.records)}</div>\n</div>`;
  return deckPageHtml(deck, 'slides', body, options);
}

/** Only what is inside `.slides`: to be put in place of what is there when the deck changed. */
export async function renderSlidesBody(deck: Deck, records?: PageRecords): Promise<string> {
  const renderer = await createSlideRenderer(deck, true, await recordedCellsOf(deck, records, false));
  return stacksOf(deck.slides)
    .map((stack) => {
      const sections = stack.flatMap((slide) => sectionsOf(slide, renderer));
      return sections.length === 1 ? sections.join('') : `<section>\n${sections.join('')}</section>\n`;
    })
    .join('');
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

function sectionsOf(slide: Slide, renderer: SlideRenderer): readonly string[] {
  const { html, nextOutputs } = renderer.slide(slide);
  const notes = slide.notes === undefined ? '' : `<aside class="notes">\n${renderer.notes(slide)}</aside>\n`;
  const attributes = htmlAttributes({ ...slide.attributes, 'data-line': slide.line });
  return [
    `<section${attributes}>\n${html}${notes}</section>\n`,
    ...nextOutputs.map((cell: Cell) => {
      const own = htmlAttributes({ class: 'output-slide', 'data-line': cell.line });
      return `<section${own}>\n${outputHtml(cell, true)}\n</section>\n`;
    }),
  ];
}
