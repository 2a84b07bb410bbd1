import type { Deck } from '../deck/deck.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';

/** What the list of decks says of one; counts that are not known yet are left out. */
export interface IndexEntry {
  readonly name: string;
  readonly title: string;
  readonly lang?: string;
  readonly dialect?: string;
  readonly slides?: number;
  readonly cells?: number;
  readonly errors?: number;
  readonly warnings?: number;
  readonly description?: string | undefined;
  readonly date?: string | undefined;
  readonly tags?: readonly string[];
  readonly minutes?: number;
  /** Whether it is rather a text than slides. */
  readonly isRead?: boolean;
  /** The address of its picture, seen from the list. */
  readonly picture?: string | undefined;
}

/** What the list says of a deck that has been read whole. */
export function indexEntryOf(deck: Deck): IndexEntry {
  const errors = deck.problems.filter((problem) => problem.severity === 'error').length;
  const { title, lang, dialect, about, layout } = deck.settings;
  return {
    name: deck.name,
    title,
    lang,
    dialect,
    slides: deck.slides.length,
    cells: deck.cells.length,
    errors,
    warnings: deck.problems.length - errors,
    description: about.description,
    date: about.date,
    tags: about.tags,
    isRead: layout === 'article' || dialect === 'post',
  };
}

/** A deck of the list: what it is, and the ways to it. On a `published` list a text is opened as one. */
export function cardHtml(deck: IndexEntry, phrases: Phrases, published: boolean): string {
  const { name, title, lang, description, tags = [], errors = 0, warnings = 0 } = deck;
  const slides = `${encodeURIComponent(name)}/`;
  const article = `${slides}${published ? 'article.html' : 'article'}`;
  const href = published && deck.isRead ? article : slides;
  const own = lang === phrases.lang ? undefined : lang;
  const flaws = [
    ...(errors > 0 ? [phrases.count('errors', errors)] : []),
    ...(warnings > 0 ? [phrases.count('warnings', warnings)] : []),
  ].join(', ');
  const item = htmlAttributes({
    class: errors > 0 ? 'deck has-errors' : 'deck',
    'data-deck': name,
    'data-tags': tags.length > 0 && JSON.stringify(tags),
  });
  const links = [
    `<a${htmlAttributes({ href: slides })}>${phrases.say('index.slides')}</a>`,
    `<a${htmlAttributes({ href: article })}>${phrases.say('index.article')}</a>`,
  ];
  return [
    `<li${item}>`,
    ...(deck.picture === undefined
      ? []
      : [
          `<a${htmlAttributes({ class: 'picture', href, tabindex: -1, 'aria-hidden': 'true' })}><img${htmlAttributes({ src: deck.picture, alt: '', width: 1200, height: 630, loading: 'lazy', decoding: 'async' })}></a>`,
        ]),
    '<div class="about">',
    `<h2${htmlAttributes({ lang: own })}><a${htmlAttributes({ href })}>${escapeHtml(title)}</a></h2>`,
    ...(description === undefined
      ? []
      : [`<p${htmlAttributes({ class: 'description', lang: own })}>${escapeHtml(description)}</p>`]),
    countsHtml(deck, phrases),
    ...(flaws === '' ? [] : [`<p class="flaws${errors > 0 ? '' : ' only-warnings'}">${flaws}</p>`]),
    ...(tags.length === 0
      ? []
      : [`<ul class="tags">${tags.map((tag) => `<li>${escapeHtml(tag)}</li>`).join('')}</ul>`]),
    `<p class="links">${(deck.isRead ? links.reverse() : links).join('\n')}</p>`,
    '</div>',
    '</li>',
  ].join('\n');
}

function countsHtml({ date, minutes, slides, cells, dialect }: IndexEntry, phrases: Phrases): string {
  const day = date?.slice(0, 10);
  const parts = [
    ...(date === undefined || day === undefined
      ? []
      : [`<time${htmlAttributes({ datetime: date })}>${escapeHtml(dayIn(day, phrases.lang))}</time>`]),
    ...(minutes === undefined ? [] : [escapeHtml(phrases.count('article.minutes', minutes))]),
    ...(slides === undefined ? [] : [escapeHtml(phrases.count('slides', slides))]),
    ...(cells === undefined || (minutes !== undefined && cells === 0)
      ? []
      : [escapeHtml(phrases.count('cells', cells))]),
    // Of a site nobody asks which tool it was written for.
    ...(minutes !== undefined || dialect === undefined || dialect === 'reveal' ? [] : [escapeHtml(dialect)]),
  ];
  return `<p class="counts">${parts.map((part) => `<span>${part}</span>`).join(', ')}</p>`;
}

/** A day in words. A date is the same wherever it is read. */
export const dayIn = (day: string, lang: string): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
