import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';

/** The site that a page is on, seen from the page. */
export interface SiteBar {
  /** What the site is called, in which language. */
  readonly title: string;
  readonly lang: string;
  /** The way to the site's folder. */
  readonly up: string;
}

/** The line above an article: the way to the list of all, and the search. */
export function siteBarHtml({ title, lang, up }: SiteBar, phrases: Phrases): string {
  const home = htmlAttributes({ class: 'site-home', href: up === '' ? './' : up });
  return [
    `<nav class="site-bar"${htmlAttributes({ 'aria-label': phrases.say('site.site') })}>`,
    `<a${home}><span${htmlAttributes({ lang: lang === phrases.lang ? undefined : lang })}>${escapeHtml(title)}</span></a>`,
    searchButtonHtml(up, phrases),
    '</nav>',
  ].join('\n');
}

/** What opens the search. The script that looks makes it appear: without one it would be a button that does nothing. */
export function searchButtonHtml(up: string, phrases: Phrases): string {
  const attributes = htmlAttributes({
    type: 'button',
    class: 'site-search-open',
    'data-site': up,
    'aria-keyshortcuts': '/',
    'aria-haspopup': 'dialog',
    hidden: true,
  });
  return `<button${attributes}><span class="icon" aria-hidden="true"></span><span class="label">${phrases.say('site.search')}</span><kbd aria-hidden="true">/</kbd></button>`;
}
