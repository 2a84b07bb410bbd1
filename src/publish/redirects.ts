import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { whyNotConfined } from '../cells/confined-path.ts';
import type { Deck } from '../deck/deck.ts';
import { createProblemList } from '../deck/problem-list.ts';
import { normaliseText } from '../deck/source-text.ts';
import type { Problem } from '../errors.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { createSeeker } from '../links/seek.ts';
import { phrasesOf } from '../words/words.ts';
import type { BuiltDeck } from './deck-site.ts';
import { pageAddresses } from './page-addresses.ts';
import type { SiteAbout } from './page-head.ts';
import { policyLines } from './policy-lines.ts';
import type { SiteFile } from './site-file.ts';
import { reservedNames } from './site-names.ts';

/** A page at an old address, and the page of the deck that it leads to. */
interface Redirect {
  readonly path: string;
  readonly to: 'slides' | 'article';
}

/** Why an old address cannot lead anywhere, and what mends that. */
interface Refusal {
  readonly why: string;
  readonly mend: string;
}

/** The pages at the old addresses of decks; those that would leave the site or take another page's place are problems. */
export async function redirectFiles(
  decks: readonly BuiltDeck[],
  pages: readonly SiteFile[],
  site: SiteAbout,
): Promise<{ readonly files: readonly SiteFile[]; readonly problems: readonly Problem[] }> {
  const taken = new Map(pages.map(({ path }) => [path.toLowerCase(), '']));
  const files: SiteFile[] = [];
  const problems: Problem[] = [];
  for (const { deck } of decks) {
    const refused: { readonly alias: string; readonly refusal: Refusal }[] = [];
    for (const alias of deck.settings.about.aliases) {
      const read = readAlias(alias);
      const redirects = 'why' in read ? [] : read.filter(({ path, to }) => path !== filesOf(deck)[to]);
      const refusal = 'why' in read ? read : redirects.map(({ path }) => whyTaken(path, taken)).find(Boolean);
      if (refusal !== undefined) {
        refused.push({ alias, refusal });
        continue;
      }
      for (const redirect of redirects) {
        taken.set(redirect.path.toLowerCase(), deck.file);
        files.push({ path: redirect.path, content: redirectPage(deck, redirect, site) });
      }
    }
    if (refused.length > 0) problems.push(...(await problemsOf(deck, refused)));
  }
  return { files, problems };
}

const filesOf = ({ name }: Deck) => ({ slides: `${name}/index.html`, article: `${name}/article.html` });

/** The pages that an old address means: a folder's page; of what was a deck's name, its article too. */
export function readAlias(alias: string): readonly Redirect[] | Refusal {
  const refuse = (why: string): Refusal => ({ why, mend: 'write a path below the site, as `/old-name/`' });
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(alias)) return refuse('it is the address of a host');
  if (/[?#]/.test(alias)) return refuse('no page has `?` or `#` in its path');
  const steps = alias.split('/').filter((step) => step !== '' && step !== '.');
  const path = steps.join('/');
  const refusal = whyNotConfined(path);
  if (refusal !== undefined) return refuse(path === '' ? 'it is the list of decks' : refusal);
  if (steps.some((step) => step.startsWith('.'))) return refuse('a page of a site is not hidden');
  if (reservedNames.has((steps[0] ?? '').toLowerCase())) return refuse(`\`${steps[0]}\` is the site’s own`);
  const last = steps.at(-1) ?? '';
  if (/\.html?$/i.test(last)) return [{ path, to: last === 'article.html' ? 'article' : 'slides' }];
  if (last === 'article' && steps.length > 1) return [{ path: `${path}.html`, to: 'article' }];
  const folder: Redirect = { path: `${path}/index.html`, to: 'slides' };
  return steps.length === 1 ? [folder, { path: `${path}/article.html`, to: 'article' }] : [folder];
}

/** A disk knows no file and folder of one name, and not every disk tells the cases of letters apart. */
function whyTaken(path: string, taken: ReadonlyMap<string, string>): Refusal | undefined {
  const own = path.toLowerCase();
  const over = [...taken.keys()].find(
    (one) => one === own || one.startsWith(`${own}/`) || own.startsWith(`${one}/`),
  );
  if (over === undefined) return undefined;
  const by = taken.get(over);
  return {
    why: by ? `${by} leads from there already` : `the site has \`${over}\` there`,
    mend: 'remove it from one of them, or give it another name',
  };
}

async function problemsOf(
  deck: Deck,
  refused: readonly { readonly alias: string; readonly refusal: Refusal }[],
): Promise<readonly Problem[]> {
  const text = normaliseText(await readFile(deck.file, 'utf8').catch(() => ''));
  const lines = text.split('\n');
  const seek = createSeeker(lines);
  const first =
    Math.max(
      0,
      lines.findIndex((line) => /^\s*aliases\s*[:=]/.test(line)),
    ) + 1;
  const problems = createProblemList(deck.file, text);
  for (const { alias, refusal } of refused)
    problems.error(
      seek(first, lines.length, [alias]),
      `nothing can lead from \`${alias}\` to this deck: ${refusal.why}`,
      refusal.mend,
    );
  return problems.all();
}

/** A page that leads on at once: by script, which keeps the place after `#`, else by the browser, else by a link. */
function redirectPage(deck: Deck, { path, to }: Redirect, { base, assets }: SiteAbout): string {
  const { title, lang } = deck.settings;
  const phrases = phrasesOf(lang);
  const address = pageAddresses(deck.name)[to];
  const up = '../'.repeat(posix.dirname(path) === '.' ? 0 : posix.dirname(path).split('/').length);
  const href = `${up}${address}`;
  const canonical = base === undefined ? href : new URL(address, base).href;
  return [
    '<!doctype html>',
    `<html${htmlAttributes({ lang: phrases.lang })}>`,
    '<head>',
    '<meta charset="utf-8">',
    ...policyLines,
    `<title>${escapeHtml(title)}</title>`,
    `<link${htmlAttributes({ rel: 'canonical', href: canonical })}>`,
    '<meta name="robots" content="noindex">',
    `<script${htmlAttributes({ src: `${up}${assets}/moved.js`, 'data-to': href })}></script>`,
    // Beside the script it would win, and leave the place behind.
    `<noscript><meta${htmlAttributes({ 'http-equiv': 'refresh', content: `0; url=${href}` })}></noscript>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '</head>',
    `<body><p>${phrases.say('site.moved')}. ${phrases.say('site.movedTo')} <a${htmlAttributes({ href, lang })}>${escapeHtml(title)}</a></p></body>`,
    '</html>',
    '',
  ].join('\n');
}
