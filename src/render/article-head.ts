import type { Deck } from '../deck/deck.ts';
import { stepsOf } from '../deck/deck-steps.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';
import { isTitleOf } from './article-contents.ts';
import { dayIn } from './index-card.ts';
import { readingMinutes } from './reading-time.ts';
import { headingsOf } from './section-headings.ts';

/**
 * What stands above an article: its title, unless the text begins with it, who wrote it and when, how long it takes, the
 * way to the slides, and its tags.
 * A workshop takes longer than its text; of it the steps are told.
 */
export function articleHeadHtml(
  deck: Deck,
  sections: readonly string[],
  phrases: Phrases,
  isWorkshop = false,
): string {
  const { title, lang, about } = deck.settings;
  const { authors, date, tags } = about;
  const [first] = headingsOf(sections[0] ?? '');
  const isSaid = first?.level === 1 && isTitleOf(first.html, escapeHtml(title));
  const own = htmlAttributes({
    class: 'article-about',
    lang: phrases.lang === lang ? undefined : phrases.lang,
  });
  const steps = isWorkshop ? stepsOf(deck).length : 0;
  const length =
    steps > 0 ? phrases.count('steps', steps) : phrases.count('article.minutes', readingMinutes(sections));
  const parts = [
    ...(authors.length === 0 ? [] : [`<span class="author">${escapeHtml(authors.join(', '))}</span>`]),
    ...(date === undefined ? [] : [dateHtml(date, phrases)]),
    `<span class="reading-time">${length}</span>`,
    `<a class="to-slides" href="./">${phrases.count('slides', sections.length)}</a>`,
  ];
  return [
    '<header class="article-head">',
    ...(isSaid ? [] : [`<h1 class="article-title">${escapeHtml(title)}</h1>`]),
    `<p${own}>${parts.join('\n')}</p>`,
    ...(tags.length === 0
      ? []
      : [
          `<ul class="article-tags" aria-label="${phrases.say('site.tags')}">${tags.map((tag) => `<li>${escapeHtml(tag)}</li>`).join('')}</ul>`,
        ]),
    '</header>',
  ].join('\n');
}

const dateHtml = (date: string, { lang }: Phrases): string =>
  `<time${htmlAttributes({ datetime: date })}>${escapeHtml(dayIn(date.slice(0, 10), lang))}</time>`;
