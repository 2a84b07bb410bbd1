import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { smallSite } from '../publish/small-site.ts';
import { seriousFaults } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { serveFolder } from '../support/static-server.ts';

const site = smallSite({
  'flakes/deck.md': [
    '---',
    'title: Flakes',
    'description: A file and a lock',
    'date: 2026-03-01',
    'tags: [nix, web service]',
    'aliases: [/old-flakes/]',
    'image: cover.svg',
    '---',
    '',
    '# Flakes',
    '',
    '---',
    '',
    '## Reproducible, meaning',
    '',
    'The same source gives the same program.',
    '',
    '---',
    '',
    '## A shell',
    '',
    '```bash {run}',
    'nix develop',
    '```',
    '',
  ].join('\n'),
  'flakes/cover.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 6"/>',
  'images/deck.md':
    '---\ntitle: Images\ndate: 2026-04-01\ntags: [docker, nix]\nimage: https://example.org/a.png\n---\n\n# Images\n\n## Layers\n\nAn image has layers.\n',
});
const base = 'https://example.org/some/where/';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
  await site.build({ base: new URL(base), title: 'Talks' });
});
after(async () => {
  await browser.close();
  site.remove();
});

/** A page of the site on a server that knows nothing of it; fails where it asked for more than its own files. */
async function onServer(
  path: string,
  options: BrowserContextOptions,
  act: (page: Page, address: string) => Promise<void>,
): Promise<void> {
  await using server = await serveFolder(site.folder);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.address) && !request.url().startsWith('data:'))
      complaints.push(request.url());
  });
  await page.goto(`${server.address}${path}`);
  await act(page, server.address);
  deepEqual([complaints, server.lacked], [[], []]);
  await context.close();
}

/** What the search says: how many places, which are found, and what is chosen. */
const search = (page: Page) =>
  page.evaluate(() => {
    const field = document.querySelector('.site-search input');
    const chosen = document.getElementById(field?.getAttribute('aria-activedescendant') ?? '');
    return {
      status: document.querySelector('.site-search [role="status"]')?.textContent,
      headings: [...document.querySelectorAll('.site-search .heading')].map((one) => one.textContent),
      marked: [...document.querySelectorAll('.site-search mark')].map((one) => one.textContent),
      chosen: chosen?.getAttribute('href') ?? null,
      expanded: field?.getAttribute('aria-expanded'),
    };
  });

const typeIn = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.waitForFunction(() => document.querySelector('.site-search .row') !== null);
};

describe('the search of a site', () => {
  it('is opened, asked and left with keys', () =>
    onServer('', {}, async (page) => {
      await typeIn(page, 'reproducable');
      deepEqual(await search(page), {
        status: '1 place',
        headings: ['Reproducible, meaning'],
        marked: ['Reproducible'],
        chosen: 'flakes/article.html#s-1-0',
        expanded: 'true',
      });
      await page.keyboard.press('Escape');
      equal(await page.locator('dialog.site-search').isVisible(), false);
      await page.keyboard.press('/');
      // What was looked for is there, to be typed over.
      equal(await page.inputValue('.site-search input'), 'reproducable');
      await page.keyboard.type('zzzz qqqq');
      await page.waitForFunction(() => document.querySelector('.site-search .row') === null);
      equal((await search(page)).expanded, 'false');
      equal((await search(page)).status, 'Nothing has these words.');
    }));

  it('leads to the article, and with one key more to the slides', () =>
    onServer('images/article.html', {}, async (page, address) => {
      await typeIn(page, 'nix');
      const { headings } = await search(page);
      deepEqual(headings.toSorted(), ['A shell', 'Flakes', 'Images']);
      const chosen: (string | null)[] = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
        await page.keyboard.press(key);
        chosen.push((await search(page)).chosen);
      }
      equal(new Set(chosen).size, 3);
      // Three places: the list goes round.
      deepEqual([chosen[3], chosen[4]], [chosen[1], chosen[0]]);
      await page.fill('.site-search input', 'develop');
      await page.waitForFunction(() => document.querySelectorAll('.site-search .row').length === 1);
      await page.keyboard.press('ArrowRight');
      equal((await search(page)).chosen, '../flakes/#/2/0');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${address}flakes/article.html#s-2-0`);
      await typeIn(page, 'develop');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`^${address}flakes/#/2`));
      await page.waitForSelector('.reveal.ready');
    }));

  it('goes to a place of the page that it lies over', () =>
    onServer('flakes/article.html', {}, async (page, address) => {
      await typeIn(page, 'same source');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${address}flakes/article.html#s-1-0`);
      equal(await page.locator('dialog.site-search').isVisible(), false);
    }));

  it('fetches what can be found when it is asked for, and no sooner', async () => {
    await using server = await serveFolder(site.folder);
    const page = await browser.newPage();
    await page.goto(server.address);
    await page.waitForLoadState('networkidle');
    const searched = () => server.asked.filter((path) => path.endsWith('search-index.js')).length;
    equal(searched(), 0);
    await page.click('.site-search-open');
    await page.keyboard.type('nix');
    await page.waitForSelector('.site-search .row');
    await page.keyboard.press('Escape');
    await typeIn(page, 'layers');
    equal(searched(), 1);
    await page.close();
  });

  it('says so where that cannot be had', async () => {
    await using server = await serveFolder(site.folder);
    const page = await browser.newPage();
    await page.route('**/search-index.js', (route) => route.abort());
    await page.goto(server.address);
    await page.keyboard.press('/');
    await page.waitForFunction(
      () =>
        document.querySelector('.site-search [role="status"]')?.textContent ===
        'What can be found could not be fetched.',
    );
    await page.close();
  });

  it('is there in pages that are opened as files', async () => {
    const page = await browser.newPage();
    await page.goto(`file://${site.folder}/index.html`);
    await page.waitForSelector('.site-search-open:visible');
    await typeIn(page, 'layers');
    await page.keyboard.press('Enter');
    await page.waitForURL(`file://${site.folder}/images/article.html#*`);
    await page.waitForSelector('.site-search-open:visible');
    await typeIn(page, 'reproducible');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/^file:.*\/flakes\/index\.html#\/1/);
    await page.close();
  });
});

describe('the list of a site', () => {
  /** Waits until these are shown: an address that changes is told a moment later. */
  const shows = (page: Page, titles: readonly string[]) =>
    page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('.decks > li:not([hidden]) h2')]
          .map((title) => title.textContent)
          .join() === wanted.join(),
      titles,
    );

  it('shows what has a tag, which has an address', () =>
    onServer('#tag=web%20service', {}, async (page, address) => {
      await shows(page, ['Flakes']);
      equal(await page.innerText('.all-tags [aria-current]'), 'web service 1');
      await page.click('.all-tags >> text=nix');
      await shows(page, ['Flakes', 'Images']);
      await page.click('.tags >> text=docker');
      await page.waitForURL(`${address}#tag=docker`);
      await shows(page, ['Images']);
      await page.goBack();
      await shows(page, ['Flakes', 'Images']);
      await page.goto(`${address}#tag=no-such-tag`);
      await shows(page, ['Flakes', 'Images']);
    }));

  it('is a list without scripts too, and has nothing that does nothing', () =>
    onServer('', { javaScriptEnabled: false }, async (page) => {
      deepEqual(await page.locator('.decks > li:visible h2').allInnerTexts(), ['Flakes', 'Images']);
      equal(await page.locator('.site-search-open').isVisible(), false);
      equal(await page.locator('.all-tags').isVisible(), false);
      await page.click('[data-deck="flakes"] .links >> text=Article');
      await page.waitForURL(/\/flakes\/article\.html$/);
      match(await page.innerText('main'), /The same source gives the same program/);
      equal(await page.locator('.site-search-open').isVisible(), false);
      await page.click('.site-home');
      await page.click('[data-deck="flakes"] h2 a');
      await page.waitForURL(/\/flakes\/index\.html$/);
      match(await page.innerText('.slides'), /The same source gives the same program/);
    }));

  for (const [width, height] of [
    [390, 844],
    [1280, 800],
    [1920, 1080],
  ] as const)
    it(`fits a screen of ${width}×${height}`, () =>
      onServer('', { viewport: { width, height } }, async (page) => {
        const overflow = () =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        equal(await overflow(), 0);
        await typeIn(page, 'nix');
        const box = await page.locator('dialog.site-search').boundingBox();
        ok(
          box && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height,
          JSON.stringify(box),
        );
        equal(await overflow(), 0);
      }));
});

describe('an old address', () => {
  it('leads on with the place in it', () =>
    onServer('old-flakes/#/2/0', {}, async (page, address) => {
      await page.waitForURL(new RegExp(`^${address}flakes/#/2`));
      await page.waitForSelector('.reveal.ready');
    }));

  it('leads on without scripts', () =>
    onServer('old-flakes/article.html', { javaScriptEnabled: false }, async (page, address) => {
      await page.waitForURL(`${address}flakes/article.html`);
    }));

  it('leads on in pages that are opened as files', async () => {
    const page = await browser.newPage();
    await page.goto(`file://${site.folder}/old-flakes/index.html#/1/0`);
    await page.waitForURL(/^file:.*\/flakes\/index\.html#\/1/);
    await page.close();
  });
});

it('a host may show the page of what is not there at any depth', async () => {
  await using server = await serveFolder(site.folder);
  const page = await browser.newPage();
  const notFound = site.read('404.html');
  await page.route('**/flakes/no/such/page', (route) =>
    route.fulfill({ status: 404, contentType: 'text/html', body: notFound }),
  );
  await page.goto(`${server.address}flakes/no/such/page`);
  await typeIn(page, 'layers');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${server.address}images/article.html#*`);
  deepEqual(server.lacked, []);
  await page.close();
});

it('feeds and map are XML', async () => {
  const page = await browser.newPage();
  for (const path of ['feed.xml', 'rss.xml', 'sitemap.xml']) {
    const root = await page.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, 'application/xml');
      return read.querySelector('parsererror')?.textContent ?? read.documentElement.localName;
    }, site.read(path));
    ok(['feed', 'rss', 'urlset'].includes(root), `${path}: ${root}`);
  }
  await page.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  it(`axe finds nothing serious on list, search and 404, in the ${colorScheme}`, () =>
    onServer('', { colorScheme, reducedMotion: 'reduce' }, async (page, address) => {
      deepEqual(await seriousFaults(page), []);
      await typeIn(page, 'nix');
      deepEqual(await seriousFaults(page), []);
      await page.goto(`${address}404.html`);
      deepEqual(await seriousFaults(page), []);
    }));
