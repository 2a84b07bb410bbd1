import type { Deck, Slide } from '../deck/deck.ts';
import { stepsOf } from '../deck/deck-steps.ts';
import { slideAddresses, slideFragment } from '../deck/slide-addresses.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { PageRecords } from '../records/page-records.ts';
import type { Phrases } from '../words/phrases.ts';
import { phrasesOf } from '../words/words.ts';
import { contentsHtml } from './article-contents.ts';
import { articleHeadHtml } from './article-head.ts';
import { turnHtml } from './article-turn.ts';
import { deckPageHtml, type RenderOptions } from './page.ts';
import { recordedCellsOf } from './recorded-html.ts';
import { headingsOf, withHeadingLinks, wordsOfHtml } from './section-headings.ts';
import { siteBarHtml } from './site-bar.ts';
import { createSlideRenderer } from './slide-renderer.ts';

/**
 * A deck as one page to be read from top to bottom, with what is recorded of its cells: a whole document. Speaker notes
 * are in it where the deck's settings allow it; hidden slides are not.
 */
export async function renderArticle(deck: Deck, options: RenderOptions): Promise<string> {
  return articlePageHtml(
    deck,
    await renderArticleSections(deck, options.records, options.published),
    options,
  );
}

/** The document around sections. */
export function articlePageHtml(deck: Deck, sections: readonly string[], options: RenderOptions): string {
  const phrases = phrasesOf(deck.settings.lang);
  const parts = [
    options.bar ? siteBarHtml(options.bar, phrases) : '',
    articleHeadHtml(deck, sections, phrases, options.workshop),
    contentsHtml(sections, escapeHtml(deck.settings.title), phrases),
    `<main class="article">\n${options.hollow ? '' : sections.join('')}</main>`,
    turnHtml(options.turn ?? {}, phrases),
  ];
  return deckPageHtml(deck, 'article', parts.filter((part) => part !== '').join('\n'), options);
}

/** Only what is inside `main.article`: to be put in place of what is there when the deck changed. */
export async function renderArticleBody(
  deck: Deck,
  records?: PageRecords,
  published = false,
): Promise<string> {
  return (await renderArticleSections(deck, records, published)).join('');
}

/** The same in pieces: one `<section>` for each slide that is shown. */
export async function renderArticleSections(
  deck: Deck,
  records?: PageRecords,
  published = false,
): Promise<readonly string[]> {
  const recorded = await recordedCellsOf(deck, records, true);
  const renderer = await createSlideRenderer(deck, false, recorded, published);
  const phrases = phrasesOf(deck.settings.lang);
  const steps = new Set(stepsOf(deck).map(({ id }) => id));
  return [...slideAddresses(deck)].map(([slide, address]) => {
    const { id, class: className } = slide.attributes;
    const at = `${address.h}-${address.v}`;
    const attributes = htmlAttributes({
      id: id ?? `s-${at}`,
      class: className,
      'data-line': slide.line,
      'data-at': at,
      'data-continues': 'data-continues' in slide.attributes,
      'data-step': slide.cells.find((id) => steps.has(id)),
    });
    const html = withHeadingLinks(renderer.slide(wholeOf(slide)).html);
    const link = sameSpotHtml(slideFragment(deck, address), html, phrases);
    return `<section${attributes}>\n${link}\n${html}${notesHtml(deck, slide, renderer.notes, phrases)}</section>\n`;
  });
}

/** The way from a place in the text to its slide. */
function sameSpotHtml(fragment: string, html: string, phrases: Phrases): string {
  const [heading] = headingsOf(html);
  const title = heading && wordsOfHtml(heading.html);
  const label = title ? phrases.say('article.sameSpotOf', { title }) : phrases.say('article.sameSpot');
  return `<a class="same-spot" href="./${fragment}" title="${phrases.say('article.sameSpot')}" aria-label="${label}"></a>`;
}

/** What a post leaves to its notes is in the text already. */
function notesHtml(deck: Deck, slide: Slide, render: (slide: Slide) => string, phrases: Phrases): string {
  if (!deck.settings.articleNotes || slide.notes === undefined || slide.whole !== undefined) return '';
  const label = phrases.say('article.notes');
  return `<aside class="notes" aria-label="${label}">\n<p class="notes-label" aria-hidden="true">${label}</p>\n${render(slide)}</aside>\n`;
}

/** What a slide leaves to its notes is in the article. */
const wholeOf = (slide: Slide): Slide =>
  slide.whole === undefined ? slide : { ...slide, markdown: slide.whole };
