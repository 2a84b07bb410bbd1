import type { Deck } from '../deck/deck.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';
import { isTitleOf } from './article-contents.ts';
import { readingMinutes } from './reading-time.ts';
import { headingsOf } from './section-headings.ts';

/** What stands above an article: its title, unless the text begins with it, how long it takes, and the way to the slides. */
export function articleHeadHtml(deck: Deck, sections: readonly string[], phrases: Phrases): string {
  const { title, lang } = deck.settings;
  const [first] = headingsOf(sections[0] ?? '');
  const isSaid = first?.level === 1 && isTitleOf(first.html, escapeHtml(title));
  const own = htmlAttributes({
    class: 'article-about',
    lang: phrases.lang === lang ? undefined : phrases.lang,
  });
  return [
    '<header class="article-head">',
    ...(isSaid ? [] : [`<h1 class="article-title">${escapeHtml(title)}</h1>`]),
    `<p${own}><span class="reading-time">${phrases.count('article.minutes', readingMinutes(sections))}</span>`,
    `<a class="to-slides" href="./">${phrases.count('slides', sections.length)}</a></p>`,
    '</header>',
  ].join('\n');
}
