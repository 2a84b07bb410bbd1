import type { Deck } from '../deck/deck.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { pageHtml, type RenderOptions } from './page.ts';

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
}

/** From as many decks on a reader looks for one by its words. */
const manyDecks = 8;

/** What the list says of a deck that has been read whole. */
export function indexEntryOf(deck: Deck): IndexEntry {
  const errors = deck.problems.filter((problem) => problem.severity === 'error').length;
  const { title, lang, dialect } = deck.settings;
  return {
    name: deck.name,
    title,
    lang,
    dialect,
    slides: deck.slides.length,
    cells: deck.cells.length,
    errors,
    warnings: deck.problems.length - errors,
  };
}

/** The page of all decks: a card for each, with links to its slides and its article. */
export function renderIndex(decks: readonly IndexEntry[], options: RenderOptions): string {
  const article = options.published ? 'article.html' : 'article';
  const cards = decks.map((deck) => cardHtml(deck, article)).join('\n');
  const list =
    decks.length === 0
      ? '<p class="empty">There are no decks here.</p>'
      : `<ul class="decks">\n${cards}\n</ul>`;
  const search = decks.length < manyDecks ? [] : [searchHtml];
  return pageHtml({
    title: 'Decks',
    lang: 'en',
    kind: 'index',
    body: ['<main class="index">', '<h1>Decks</h1>', ...search, list, '</main>'].join('\n'),
    data: { decks: decks.map((deck) => deck.name), ...options.config },
    assets: options.assets,
    head: options.head,
    attributes: { 'data-many': decks.length < manyDecks ? undefined : '' },
  });
}

/** The script that looks makes it appear: without one it would be a field that does nothing. */
const searchHtml =
  '<p class="search" hidden><input type="search" aria-label="Find a deck" placeholder="Find a deck" autocomplete="off"> <span role="status"></span></p>';

function cardHtml(deck: IndexEntry, article: string): string {
  const { name, title, lang, dialect, slides, cells, errors = 0, warnings = 0 } = deck;
  const address = `${encodeURIComponent(name)}/`;
  const counts = [
    ...(slides === undefined ? [] : [counted(slides, 'slide')]),
    ...(cells === undefined ? [] : [counted(cells, 'cell')]),
    ...(dialect === undefined || dialect === 'reveal' ? [] : [dialect]),
  ].join(', ');
  const flaws = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(', ');
  return [
    `<li${htmlAttributes({ class: errors > 0 ? 'deck has-errors' : 'deck', 'data-deck': name })}>`,
    `<h2${htmlAttributes({ lang: lang === 'en' ? undefined : lang })}><a${htmlAttributes({ href: address })}>${escapeHtml(title)}</a></h2>`,
    ...(counts === '' ? [] : [`<p class="counts">${escapeHtml(counts)}</p>`]),
    ...(flaws === '' ? [] : [`<p class="flaws${errors > 0 ? '' : ' only-warnings'}">${flaws}</p>`]),
    `<p class="links"><a${htmlAttributes({ href: address })}>Slides</a>`,
    `<a${htmlAttributes({ href: `${address}${article}` })}>Article</a></p>`,
    '</li>',
  ].join('\n');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
