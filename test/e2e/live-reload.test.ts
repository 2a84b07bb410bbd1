import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { randomDeck, randomDeckEdit, textOf } from '../property/random-deck.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';
import { randomFrom } from '../support/random.ts';

const seed = Number(process.env.PISTE_SEED ?? '1');
const edits = 8;

/** The page's sections by what an author has put there: what reveal.js adds for the slide that is shown is left out. */
const contentOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.slides section, main > section')].map((section) => ({
      id: section.id,
      line: section.getAttribute('data-line'),
      below: section.parentElement?.tagName,
      elements: [...section.querySelectorAll('*')].map(
        (one) => `${one.tagName} ${one.id} ${one.getAttribute('data-cell') ?? ''}`,
      ),
      text: section.textContent?.replace(/\s+/g, ' '),
    })),
  );

describe(`a page while its deck is edited (seed ${seed})`, () => {
  let dir = '';
  let file = '';
  let server: PisteServer;
  let browser: Browser;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-reload-'));
    file = join(dir, 'talk.md');
    await writeFile(file, '# One\n');
    browser = await openBrowser();
    server = await serveDecks({
      paths: [file],
      host: '127.0.0.1',
      port: 0,
      machinery: nothingRuns,
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    await rm(dir, { recursive: true });
  });

  const openPage = async (address: string, layout: string) => {
    if (layout === '') return openDeck(browser, address);
    const page = await browser.newPage();
    await page.goto(address);
    return { page, complaints: [] };
  };
  /** Saves a text and waits until the page shows it. */
  const save = async (page: Page, text: string, title: string): Promise<void> => {
    await writeFile(file, text);
    await page.waitForFunction((wanted) => document.title === wanted, title);
  };
  const titled = (text: string, title: string): string =>
    text.replace(/^---\n(?:title: .*\n)?/, `---\ntitle: ${title}\n`);

  for (const layout of ['', 'article'])
    it(`${layout || 'slides'}: is after each edit what a page is that has just been opened`, async () => {
      const random = randomFrom(seed);
      const address = `${server.address}talk/${layout}`;
      const { page, complaints } = await openPage(address, layout);
      // Diagrams are drawn later than the page is there.
      const textNow = (): string => textOf(deck).replaceAll('```mermaid', '```text');
      let deck = randomDeck(random, 8);
      for (let edit = 0; edit < edits; edit++) {
        const title = `edit ${layout || 'slides'} ${edit}`;
        await save(page, titled(textNow(), title), title);
        const { page: fresh } = await openPage(address, layout);
        assert.deepEqual(await contentOf(page), await contentOf(fresh), textNow());
        await fresh.context().close();
        deck = randomDeckEdit(random, deck);
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
    });

  it('takes over what stands in the deck’s head, and its style sheets in their order, as a fresh page has them', async () => {
    const folder = join(dir, 'styled');
    await mkdir(folder);
    const put = (name: string, text: string) => writeFile(join(folder, name), text);
    await put('a.css', '.reveal h1 { color: rgb(255, 0, 0) }');
    await put('b.css', '.reveal h1 { color: rgb(0, 0, 255) }');
    await put('deck.md', '# One\n\n---\n\n# Two\n');
    const own = await serveDecks({
      paths: [folder],
      host: '127.0.0.1',
      port: 0,
      machinery: nothingRuns,
    });
    const address = `${own.address}styled/`;
    const { page, complaints } = await openDeck(browser, `${address}#/1`);
    const lookOf = (one: Page) =>
      one.evaluate(() => {
        const heading = document.querySelector('.reveal .slides h1');
        return {
          colour: heading && getComputedStyle(heading).color,
          background: getComputedStyle(document.body).backgroundColor,
          root: { ...document.documentElement.dataset },
          lang: document.documentElement.lang,
          classes: [...document.documentElement.classList].sort(),
          body: { ...document.body.dataset },
          sheets: [...document.querySelectorAll('head > link[rel="stylesheet"]')].map((link) =>
            link.getAttribute('href')?.replace(/^http:\/\/[^/]+/, ''),
          ),
          progress: document.querySelector('.reveal .progress')?.getAttribute('style')?.includes('none'),
          slides: document.querySelectorAll('.slides > section').length,
        };
      });
    const text = (head: string, title: string, more = '') =>
      `---\ntitle: ${title}\n${head}\n---\n\n# One\n\n---\n\n# Two\n${more}`;
    const hidden = '\n---\n\n<!-- .slide: data-visibility="hidden" -->\n\n# Not now\n';
    const stack = `\n---\n\n# Three\n\n----\n\n<!-- .slide: data-visibility="hidden" -->\n\n# Below\n`;
    const edits: readonly (() => Promise<void>)[] = [
      () => put('deck.md', text('css: a.css', 'red')),
      () => put('deck.md', text('css: [b.css, a.css]', 'red, then')),
      () => put('deck.md', text('css: [a.css, b.css]', 'blue')),
      () => put('b.css', '.reveal h1 { color: rgb(0, 128, 0) }'),
      () => put('deck.md', text('theme: black', 'dark')),
      () => put('deck.md', text('theme: light\nlang: de', 'light')),
      () => put('deck.md', text('theme: moon\ncss: a.css', 'moon')),
      () => put('deck.md', text('lang: cs', 'plain')),
      () => put('deck.md', text('revealOptions: { progress: false }', 'without')),
      () => put('deck.md', text('lang: en', 'with', hidden + stack)),
      () => put('deck.md', text('lang: en', 'changed', `${hidden}${stack} below\n`)),
      () => put('deck.md', text('lang: en', 'moved', `\nmore\n${hidden}${stack} below\n`)),
    ];
    for (const [index, edit] of edits.entries()) {
      const before = await revisionOf(page);
      await edit();
      await page.waitForFunction(
        (old) => {
          const data = document.getElementById('piste-deck')?.textContent;
          return (
            data && JSON.parse(data).revision !== old && document.querySelector('.reveal.ready') !== null
          );
        },
        before,
        { timeout: 10_000 },
      );
      const fresh = await openDeck(browser, address);
      const wanted = await lookOf(fresh.page);
      await until(async () => assert.deepEqual(await lookOf(page), wanted, `edit ${index}`));
      await fresh.page.context().close();
      assert.match(page.url(), /#\/1$/);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
    await own.close();
  });
});

const revisionOf = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.parse(document.getElementById('piste-deck')?.textContent ?? '{}').revision);

/** Tries again until it holds; then, or after 10 s, what it says counts. */
async function until(holds: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await setTimeout(50)) {
    const failed = await holds().then(
      () => false,
      () => true,
    );
    if (!failed) return;
  }
  await holds();
}
