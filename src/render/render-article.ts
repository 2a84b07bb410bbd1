import type { Deck } from '../deck/deck.ts';
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
  return deckPageHtml(
    deck,
    'article',
    `<main class="article">\n${await renderArticleBody(deck, options.records)}</main>`,
    options,
  );
}

/** Only what is inside `main.article`: to be put in place of what is there when the deck changed. */
export async function renderArticleBody(deck: Deck, records?: PageRecords): Promise<string> {
  const renderer = await createSlideRenderer(deck, false, await recordedCellsOf(deck, records, true));
  return deck.slides
    .map((slide) => {
      const { id, class: className } = slide.attributes;
      const attributes = htmlAttributes({ id, class: className, 'data-line': slide.line });
      return `<section${attributes}>\n${renderer.slide(slide).html}</section>\n`;
    })
    .join('');
}
