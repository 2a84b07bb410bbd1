import { htmlAttributes } from '../html/escape.ts';
import { pageHtml } from '../render/page.ts';
import { searchButtonHtml } from '../render/site-bar.ts';
import { phrasesOf } from '../words/words.ts';
import { assetsFrom, type SiteOptions } from './deck-site.ts';
import { pageHead, type SiteAbout } from './page-head.ts';
import { policyLines } from './policy-lines.ts';
import type { SiteFile } from './site-file.ts';

/**
 * What a host shows for an address that nothing has. It does so at any depth, so that no relative address would hold: with
 * the site's own address it names what it needs from the root of the host, without it it needs nothing.
 */
export function notFoundPage(site: SiteAbout, lang: string, { client }: SiteOptions): SiteFile {
  const phrases = phrasesOf(lang);
  const up = site.base?.pathname;
  const title = phrases.say('site.notFound');
  const home = phrases.say(up === undefined ? 'site.server' : 'site.home');
  const content = pageHtml({
    title,
    lang,
    kind: 'index',
    body: [
      '<main class="not-found">',
      '<p class="number" aria-hidden="true">404</p>',
      `<h1>${title}</h1>`,
      `<p>${phrases.say('site.notFoundText')}</p>`,
      `<p class="ways"><a${htmlAttributes({ href: up ?? '/' })}>${home}</a>${up === undefined ? '' : searchButtonHtml(up, phrases)}</p>`,
      '</main>',
    ].join('\n'),
    data: {},
    assets: up === undefined ? { styles: [], scripts: [] } : assetsFrom(client, up, 'index'),
    head: [
      '<meta name="robots" content="noindex">',
      ...(up === undefined
        ? [...policyLines, `<style>${ownStyle}</style>`]
        : pageHead({ title, path: '404.html', kind: 'website' }, { ...site, hasFeeds: false }, up).filter(
            (line) => !/property="og:|name="twitter:|rel="canonical"/.test(line),
          )),
    ],
  });
  return { path: '404.html', content };
}

const ownStyle = `
:root { color-scheme: light dark; }
body { margin: 12vh auto; max-width: 34rem; padding: 0 20px; background: light-dark(#f6f4ef, #0c131f);
  color: light-dark(#18222f, #e8e5dd); font: 400 18px/1.6 system-ui, sans-serif; }
.number { margin: 0; color: light-dark(#ad4212, #f3a561); font-weight: 700; }
h1 { margin: 0.2em 0; line-height: 1.15; }
a { color: light-dark(#1a5088, #8fc0ef); }
`;
