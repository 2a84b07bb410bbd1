import type { Cell } from '../cells/cell.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import { shownSlides } from '../deck/shown-slides.ts';
import { htmlAttributes } from '../html/escape.ts';
import type { PageRecords } from '../records/page-records.ts';
import type { Phrases } from '../words/phrases.ts';
import { phrasesOf } from '../words/words.ts';
import { outputHtml } from './cell-html.ts';
import { deckPageHtml, type RenderOptions } from './page.ts';
import { type RecordedCell, recordedCellsOf } from './recorded-html.ts';
import { slideLayout } from './slide-layout.ts';
import { createSlideRenderer, type SlideRenderer } from './slide-renderer.ts';

/** A deck as reveal.js slides: a whole document. */
export async function renderSlides(deck: Deck, options: RenderOptions): Promise<string> {
  return slidesPageHtml(deck, await renderStacks(deck, options.records, options.published), options);
}

/** The document around stacks of slides. */
export function slidesPageHtml(deck: Deck, stacks: readonly string[], options: RenderOptions): string {
  const body = `<div class="reveal">\n<div class="slides">\n${options.hollow ? '' : stacks.join('')}</div>\n</div>`;
  const link = options.config?.role === undefined ? toArticleHtml(deck, options.published === true) : '';
  return deckPageHtml(deck, 'slides', `${body}${link}`, options);
}

/** The way to the article: seen where there is nobody who presents, and where no script knows a key for it. */
function toArticleHtml({ settings }: Deck, published: boolean): string {
  const { lang, say } = phrasesOf(settings.lang);
  const attributes = htmlAttributes({
    class: 'to-article',
    href: published ? 'article.html' : 'article',
    title: say('article.toArticle'),
    lang: lang === settings.lang ? undefined : lang,
    'data-shown': published,
  });
  return `\n<a${attributes}>${say('article.article')}</a>`;
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
  return (await renderPageStacks(deck, records, published)).all;
}

/** The stacks of a page, and what reveal.js leaves of them: when it starts, it takes hidden slides off the page. */
export interface PageStacks {
  readonly all: readonly string[];
  readonly shown: readonly string[];
}

/** The same, both ways. */
export async function renderPageStacks(
  deck: Deck,
  records?: PageRecords,
  published = false,
): Promise<PageStacks> {
  const recorded = await recordedCellsOf(deck, records, published);
  const renderer = await createSlideRenderer(deck, true, recorded, published);
  const onPage = new Set(shownSlides(deck));
  const phrases = phrasesOf(deck.settings.lang);
  const stacks = stacksOf(deck.slides).map((slides) => {
    const parts = slides.map((slide) => ({
      slide,
      sections: sectionsOf(slide, renderer, recorded, phrases),
    }));
    const sections = parts.flatMap((part) => part.sections);
    const shown = parts.flatMap((part) => (onPage.has(part.slide) ? part.sections : []));
    // What stands around slides below each other stays, though one alone is left.
    const around = (some: readonly string[]): string =>
      sections.length === 1 ? some.join('') : `<section>\n${some.join('')}</section>\n`;
    return { all: around(sections), shown: shown.length === 0 ? [] : [around(shown)] };
  });
  return { all: stacks.map(({ all }) => all), shown: stacks.flatMap(({ shown }) => shown) };
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
  phrases: Phrases,
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
      return `<section${own}>\n${outputHtml(cell, true, phrases, cell.options.step, recorded.get(cell.id))}\n</section>\n`;
    }),
  ];
}
