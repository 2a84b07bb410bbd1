import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientDir } from '../environment/places.ts';
import { htmlAttributes, jsonForScript } from '../html/escape.ts';
import { articlePage } from './article-page.ts';
import { fileReader } from './browser-files.ts';
import { backgroundFilmScript, embedMedia } from './embed-media.ts';
import { embedStyle, lettersOf, type ReadFile, replaceAsync } from './embed-style.ts';
import type { ExportDeck } from './export-deck.ts';
import { withOutsideLinks } from './outside-links.ts';
import { slidesPage } from './slides-page.ts';

export interface SinglePageOptions {
  readonly kind: 'slides' | 'article';
  /** Where links to the site's other pages lead; without it they are text. */
  readonly base: URL | undefined;
}

/** A deck's slides or article as one file that asks for nothing: style, fonts, pictures, scripts and records are in it. */
export async function singlePage(site: ExportDeck, { kind, base }: SinglePageOptions): Promise<string> {
  const html = kind === 'slides' ? await slidesPage(site) : await articlePage(site);
  const read = fileReader(site);
  const records = await recordScripts(site);
  const scripts = await classicScripts(kind, html);
  const letters = lettersOf(html, ...records);
  const linked = withOutsideLinks(html, site.deck.name, base);
  const styled = await withStyles(
    linked.replace(/<link rel="(?:preload|modulepreload)"[^>]*>\n?/g, ''),
    letters,
    read,
  );
  const whole = await embedMedia(styled, read);
  return whole
    .replace(/<meta[^>]*http-equiv="Content-Security-Policy"[^>]*>/, () => policyOf(scripts))
    .replace('</head>', () => `<style>${ownStyle}</style>\n</head>`)
    .replace(/<script type="module"[^>]*><\/script>\n?/g, '')
    .replace('</body>', () =>
      [...records, ...scripts.map((text) => `<script>${text}</script>`), '</body>'].join('\n'),
    );
}

/** What led to pages that are not here. */
const ownStyle = ':is(.same-spot, .to-slides, .to-article):not([href]) { display: none !important; }';

/** Style sheets in the place of the links to them, in their order. */
const withStyles = (html: string, letters: ReadonlySet<number>, read: ReadFile): Promise<string> =>
  replaceAsync(html, /<link rel="stylesheet" href="([^"]*)">/g, async (whole, href = '') => {
    const path = href.replaceAll('&amp;', '&').split('?')[0] ?? '';
    const bytes = await read(path);
    return bytes === undefined
      ? whole
      : `<style>${await embedStyle(path, Buffer.from(bytes).toString(), letters, read)}</style>`;
  });

/** The records that the page's players would fetch. */
async function recordScripts({ deck, records }: ExportDeck): Promise<readonly string[]> {
  const pageRecords = await records();
  const keys = new Set(deck.cells.flatMap(({ id }) => pageRecords.of(id)?.key ?? []));
  const played = await Promise.all(
    [...keys].map(async (key) => ({ key, record: await pageRecords.play(key) })),
  );
  return played.flatMap(({ key, record }) =>
    record === undefined
      ? []
      : [
          `<script${htmlAttributes({ type: 'application/json', 'data-record': key })}>${jsonForScript(record)}</script>`,
        ],
  );
}

/** The page's scripts as text that may stand in a page, and what draws diagrams only where there are some. */
async function classicScripts(kind: 'slides' | 'article', html: string): Promise<readonly string[]> {
  const hasDiagrams = /data-diagram="mermaid"|class="mermaid"/.test(html);
  const names = hasDiagrams ? ['diagrams', kind] : [kind];
  const texts = await Promise.all(
    names.map((name) => readFile(join(clientDir, 'classic', `${name}.js`), 'utf8')),
  );
  // These would end the script, or begin what hides its end; within strings, where they stand, this is the same.
  const films = html.includes('data-background-video=') ? [backgroundFilmScript] : [];
  return [...films, ...texts].map((text) => text.replace(/<(?=\/script|!--)/gi, '\\x3c').trim());
}

/** Only these scripts run, known by their content; nothing is fetched. */
function policyOf(scripts: readonly string[]): string {
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  const content = [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'media-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<meta${htmlAttributes({ 'http-equiv': 'Content-Security-Policy', content })}>`;
}
