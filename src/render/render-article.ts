import type { Deck, Slide } from '../deck/deck.ts';
import { htmlAttributes } from '../html/escape.ts';
import type { PageRecords } from '../records/page-records.ts';
import { deckPageHtml, type RenderOptions } from './page.ts';
import { recordedCellsOf } from './recorded-html.ts';
import { createSlideRenderer } from './slide-renderer.ts';

/**
 * A deck as one page to be read from top to bottom, with what is recorded of its cells: a whole document. Speaker notes
 * are not in it.
 */
export async function renderArticle(deck: Deck, options: RenderOptions): Promise<string> {
  return articlePageHtml(
    deck,
    await renderArticleSections(deck, options.records, options.published),
    options,
  );
}

/** The document around sections; around none, all of it that is not the text. */
export function articlePageHtml(deck: Deck, sections: readonly string[], options: RenderOptions): string {
  return deckPageHtml(deck, 'article', `<main class="article">\n${sections.join('')}</main>`, options);
}

/** Only what is inside `main.article`: to be put in place of what is there when the deck changed. */
export async function renderArticleBody(
  deck: Deck,
  records?: PageRecords,
  published = false,
): Promise<string> {
  return (await renderArticleSections(deck, records, published)).join('');
}

/** The same in pieces: one `<section>` for each slide. */
export async function renderArticleSections(
  deck: Deck,
  records?: PageRecords,
  published = false,
): Promise<readonly string[]> {
  const recorded = await recordedCellsOf(deck, records, true);
  const renderer = await createSlideRenderer(deck, false, recorded, published);
  return deck.slides.map((slide) => {
    const { id, class: className } = slide.attributes;
    const attributes = htmlAttributes({ id, class: className, 'data-line': slide.line });
    return `<section${attributes}>\n${renderer.slide(wholeOf(slide)).html}</section>\n`;
  });
}

/** What a slide leaves to its notes is in the article. */
const wholeOf = (slide: Slide): Slide =>
  slide.whole === undefined ? slide : { ...slide, markdown: slide.whole };
