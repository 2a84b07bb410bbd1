import type { Deck } from '../deck/deck.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { pageHtml, type RenderOptions } from './page.ts';

/** The page of all decks: a card for each, with links to its slides and its article. */
export function renderIndex(decks: readonly Deck[], options: RenderOptions): string {
  const cards = decks.map(cardHtml).join('\n');
  const list =
    decks.length === 0
      ? '<p class="empty">There are no decks here.</p>'
      : `<ul class="decks">\n${cards}\n</ul>`;
  return pageHtml({
    title: 'Decks',
    lang: 'en',
    kind: 'index',
    body: `<main class="index">\n<h1>Decks</h1>\n${list}\n</main>`,
    data: { decks: decks.map((deck) => deck.name), ...options.config },
    assets: options.assets,
  });
}

function cardHtml(deck: Deck): string {
  const address = `/${encodeURIComponent(deck.name)}/`;
  const errors = deck.problems.filter((problem) => problem.severity === 'error').length;
  const warnings = deck.problems.length - errors;
  const counts = [counted(deck.slides.length, 'slide'), counted(deck.cells.length, 'cell')].join(', ');
  const flaws = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(', ');
  return [
    `<li${htmlAttributes({ class: errors > 0 ? 'deck has-errors' : 'deck', 'data-deck': deck.name })}>`,
    `<h2><a${htmlAttributes({ href: address })}>${escapeHtml(deck.settings.title)}</a></h2>`,
    `<p class="counts">${counts}</p>`,
    ...(flaws === '' ? [] : [`<p class="flaws">${flaws}</p>`]),
    `<p class="links"><a${htmlAttributes({ href: address })}>Slides</a>`,
    `<a${htmlAttributes({ href: `${address}article` })}>Article</a></p>`,
    '</li>',
  ].join('\n');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
