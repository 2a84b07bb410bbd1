import type { Phrases } from '../words/phrases.ts';
import { headingLabel, headingsOf, type SectionHeading, wordsOfHtml } from './section-headings.ts';

/** Headings further down are not worth a line. */
const deepest = 3;
/** A shorter list leads nowhere that a reader does not see. */
const fewest = 2;

interface Entry extends SectionHeading {
  readonly below: Entry[];
}

/**
 * The list of an article's headings, nested, as it stands beside or above the text; empty where there is next to none.
 * `title` is what the article is called: it is not a part of itself.
 */
export function contentsHtml(sections: readonly string[], title: string, phrases: Phrases): string {
  const entries = entriesOf(sections, title);
  if (entries.length < fewest) return '';
  const label = phrases.say('article.contents');
  return [
    `<nav class="contents" aria-label="${label}">`,
    '<details>',
    `<summary><span class="contents-label">${label}</span><span class="contents-here" aria-hidden="true"></span></summary>`,
    listHtml(nested(entries)),
    '</details>',
    '</nav>',
  ].join('\n');
}

function entriesOf(sections: readonly string[], title: string): readonly SectionHeading[] {
  const found = sections
    .flatMap(headingsOf)
    .filter(({ level, html }) => level <= deepest && headingLabel(html) !== '');
  const [first, ...rest] = found;
  const isTitle = first?.level === 1 && isTitleOf(first.html, title);
  // A slide that goes on under the heading of the one before is the same place of the text.
  let before: string | undefined;
  return (isTitle ? rest : found).filter(({ level, html }) => {
    const name = `${level} ${wordsOfHtml(html).replace(continued, '').toLowerCase()}`;
    const isNew = name !== before;
    before = name;
    return isNew;
  });
}

/** `Builds (2)`, `Builds (2/3)`, `Builds, continued`, `Builds …` */
const continued =
  /[\s,:–—-]*(?:\(?(?:continued|cont(?:['’]d|\.)?|\d+(?:\s*\/\s*\d+)?)\)|(?:,|–|—)\s*continued|…|\.\.\.)$/i;

/** Whether a heading says what the title says, or one of them more. */
export function isTitleOf(headingHtml: string, title: string): boolean {
  const [heading, name] = [wordsOfHtml(headingHtml), title].map((text) =>
    text
      .replace(/&[a-z#\d]+;|[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase(),
  );
  if (!heading || !name) return false;
  return heading.startsWith(name) || name.startsWith(heading);
}

/** An entry stands below the last one of a higher level, whatever levels are left out between them. */
function nested(entries: readonly SectionHeading[]): readonly Entry[] {
  const top: Entry[] = [];
  let open: Entry[] = [];
  for (const entry of entries) {
    const own: Entry = { ...entry, below: [] };
    open = open.filter(({ level }) => level < own.level);
    (open.at(-1)?.below ?? top).push(own);
    open.push(own);
  }
  return top;
}

function listHtml(entries: readonly Entry[]): string {
  const items = entries.map(({ id, html, below }) => {
    const inner = below.length === 0 ? '' : `\n${listHtml(below)}\n`;
    return `<li><a href="#${id}">${headingLabel(html)}</a>${inner}</li>`;
  });
  return `<ol>\n${items.join('\n')}\n</ol>`;
}
