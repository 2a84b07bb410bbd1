import { whyNotConfined } from '../cells/confined-path.ts';
import type { Deck } from '../deck/deck.ts';
import { escapeHtml, htmlAttributes, jsonForScript } from '../html/escape.ts';
import type { PageRecords } from '../records/page-records.ts';
import { wordsForPage } from '../words/words.ts';
import type { ArticleTurn } from './article-turn.ts';
import { extraStyles } from './extra-styles.ts';
import { problemsHtml } from './problems-html.ts';
import type { SiteBar } from './site-bar.ts';

/** Addresses of the style sheets and module scripts that a page loads. */
export interface Assets {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  /** Fonts that the page is sure to need: asked for before the style sheet has been read. */
  readonly fonts?: readonly string[];
}

export interface RenderOptions {
  readonly assets: Assets;
  /** More data for the page's scripts, beside the deck's own, in `#piste-deck`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** What is recorded of the deck's cells; without it the page knows of no records. */
  readonly records?: PageRecords;
  /** A page that no server stands behind: nothing on it runs, and what is recorded is shown from the start. */
  readonly published?: boolean;
  /** What tells one state of the deck's own style sheets from another, by their paths; without it they are named plainly. */
  readonly stamps?: ReadonlyMap<string, string>;
  /** Only what is around the page's sections is wanted, as it is with them. */
  readonly hollow?: boolean;
  /** Of an article: those before and after it. */
  readonly turn?: ArticleTurn;
  /** Of an article: it is worked through, step by step. */
  readonly workshop?: boolean;
  /** Of an article: the site that it is on. */
  readonly bar?: SiteBar;
  /** More lines for the page's head: finished HTML. */
  readonly head?: readonly string[];
}

/** A whole document: no inline script, no inline handler, and readable without any script. */
export function pageHtml(page: {
  readonly title: string;
  readonly lang: string;
  readonly kind: 'slides' | 'article' | 'index';
  readonly body: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly assets: Assets;
  readonly head?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
}): string {
  const styles = page.assets.styles.map((href) => `<link rel="stylesheet"${htmlAttributes({ href })}>`);
  const fonts = (page.assets.fonts ?? []).map(
    (href) =>
      `<link rel="preload" as="font" type="font/woff2" crossorigin="anonymous"${htmlAttributes({ href })}>`,
  );
  const scripts = page.assets.scripts.map(
    (src) => `<script type="module"${htmlAttributes({ src })}></script>`,
  );
  return [
    '<!doctype html>',
    `<html${htmlAttributes({ lang: page.lang })}>`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(page.title)}</title>`,
    ...(page.head ?? []),
    ...fonts,
    ...styles,
    '</head>',
    `<body${htmlAttributes({ class: `page-${page.kind}`, ...page.attributes })}>`,
    page.body,
    `<script type="application/json" id="piste-deck">${jsonForScript({ ...page.data, ...wordsForPage(page.lang) })}</script>`,
    ...scripts,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A deck's page: its problems on top, then `body`, with the deck's own style sheets last. */
export function deckPageHtml(
  deck: Deck,
  kind: 'slides' | 'article',
  body: string,
  options: RenderOptions,
): string {
  const { settings } = deck;
  const ownStyles = [settings.theme ?? '', ...settings.css].filter(
    (path) => path.endsWith('.css') && !path.includes(':') && whyNotConfined(path) === undefined,
  );
  const stamped = ownStyles.map((path) => {
    const stamp = options.stamps?.get(path);
    return stamp === undefined ? path : `${path}?v=${stamp}`;
  });
  const themeName =
    settings.theme !== undefined && /^[\w-]+$/.test(settings.theme) ? settings.theme : undefined;
  return pageHtml({
    title: settings.title,
    lang: settings.lang,
    kind,
    body: [options.published ? '' : problemsHtml(deck.problems), body]
      .filter((part) => part !== '')
      .join('\n'),
    data: {
      name: deck.name,
      title: settings.title,
      layout: kind,
      theme: themeName ?? null,
      revealOptions: settings.revealOptions,
      ...(options.published ? { published: true } : {}),
      ...options.config,
    },
    assets: {
      ...options.assets,
      styles: [...options.assets.styles, ...extraStyles(options.assets.styles, body), ...stamped],
    },
    head: options.head,
    attributes: { 'data-deck': deck.name, 'data-theme': themeName },
  });
}
