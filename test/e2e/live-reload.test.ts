import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { MachineError } from '../../src/errors.ts';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { randomDeck, randomDeckEdit, textOf } from '../property/random-deck.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
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
      machinery: () => Promise.reject(new MachineError('no live runs in this test')),
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
});
