import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { phrasesOf } from '../words/words.ts';
import { type Assets, pageHtml } from './page.ts';
import { indexLanguage } from './render-index.ts';
import { ridge } from './ridge.ts';

/** What a workshop's list says of a deck. */
export interface WorkshopEntry {
  readonly name: string;
  readonly title: string;
  readonly lang: string;
  readonly description: string | undefined;
}

/** The page of a workshop's decks, where there are several: each by its one way in. */
export function renderWorkshopIndex(decks: readonly WorkshopEntry[], assets: Assets): string {
  const lang = indexLanguage(decks);
  const title = phrasesOf(lang).say('index.title');
  return pageHtml({
    title,
    lang,
    kind: 'index',
    body: [
      `<header class="index-head">\n${ridge}\n<h1>${escapeHtml(title)}</h1>\n</header>`,
      `<main class="index">\n<ul class="decks">\n${decks.map(itemHtml).join('\n')}\n</ul>\n</main>`,
    ].join('\n'),
    data: {},
    assets,
  });
}

function itemHtml({ name, title, lang, description }: WorkshopEntry): string {
  const href = `/${encodeURIComponent(name)}/article`;
  const about = description === undefined ? '' : `<p class="description">${escapeHtml(description)}</p>`;
  return `<li class="deck"${htmlAttributes({ lang })}><div class="about"><h2><a${htmlAttributes({ href })}>${escapeHtml(title)}</a></h2>${about}</div></li>`;
}
