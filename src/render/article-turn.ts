import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';

/** An article beside this one: its address, and what it is called in which language. */
export interface NeighbourArticle {
  readonly href: string;
  readonly title: string;
  readonly lang?: string;
}

/** The articles before and after this one, where there is an order of them. */
export interface ArticleTurn {
  readonly previous?: NeighbourArticle | undefined;
  readonly next?: NeighbourArticle | undefined;
}

/** The way on from the end of an article; empty where nothing stands beside it. */
export function turnHtml({ previous, next }: ArticleTurn, phrases: Phrases): string {
  const label = phrases.say('article.turn');
  const links = [
    ...(previous ? [linkHtml('prev', phrases.say('article.previous'), previous)] : []),
    ...(next ? [linkHtml('next', phrases.say('article.next'), next)] : []),
  ];
  return links.length === 0 ? '' : `<nav class="turn" aria-label="${label}">\n${links.join('\n')}\n</nav>`;
}

function linkHtml(rel: 'prev' | 'next', label: string, { href, title, lang }: NeighbourArticle): string {
  const name = `<span class="turn-title"${htmlAttributes({ lang })}>${escapeHtml(title)}</span>`;
  return `<a${htmlAttributes({ rel, href })}><span class="turn-label">${label}</span> ${name}</a>`;
}
