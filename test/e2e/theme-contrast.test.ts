import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';
import { openPixelLab, type PixelLab } from '../support/pixels.ts';

/** WCAG AA for text; and what is left to text that steps back on purpose. */
const needed = 4.5;
const neededOfDimmed = 3;
const dimmed = /^span dim\b/;

const codeKinds = [
  'comment',
  'string',
  'escape',
  'keyword',
  'constant',
  'function',
  'name',
  'parameter',
  'punctuation',
  'link',
];
const states = {
  idle: '',
  queued: 'waiting for its turn',
  running: 'running 12 s',
  ok: 'ok 0.4 s',
  failed: 'failed: exit status 1',
  error: 'could not run: Piste failed',
  cancelled: 'cancelled after 3 s',
  recorded: 'recorded 21 Nov 2026 · 0.4 s',
};

let server: PisteServer;
let browser: Browser;
let lab: PixelLab;
const deck = join(import.meta.dirname, '..', 'fixtures', 'theme');

before(async () => {
  server = await serveDecks({ paths: [deck], host: '127.0.0.1', port: 0, machinery: nothingRuns });
  browser = await openBrowser();
  lab = await openPixelLab(browser);
});
after(async () => {
  await lab.close();
  await browser.close();
  await server.close();
});

async function open(colorScheme: 'light' | 'dark', page = ''): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    deviceScaleFactor: 2,
    colorScheme,
    reducedMotion: 'reduce',
  });
  const opened = await context.newPage();
  await opened.goto(`${server.address}theme/${page}`);
  if (page === '') await opened.waitForSelector('.reveal.ready');
  await opened.evaluate(() => document.fonts.ready);
  return opened;
}

async function goTo(page: Page, heading: string): Promise<void> {
  await page.evaluate((text) => {
    const slides = [...document.querySelectorAll('.reveal .slides > section')];
    const index = slides.findIndex((one) => one.textContent?.includes(text));
    location.hash = `#/${index}`;
  }, heading);
  await page.waitForFunction(
    (text) => document.querySelector('section.present')?.textContent?.includes(text),
    heading,
  );
  // A face may be there for the first time.
  await page.evaluate(() => document.fonts.ready);
}

async function assertReadable(page: Page, selector: string): Promise<readonly string[]> {
  const seen = await lab.look(page, selector);
  assert.ok(seen.length > 0, `there is text in ${selector}`);
  const weak = seen.filter(
    ({ around, contrast }) => contrast < (dimmed.test(around) ? neededOfDimmed : needed),
  );
  assert.deepEqual(
    weak.map(({ text, around, contrast }) => `${contrast.toFixed(2)} ${JSON.stringify(text)} in ${around}`),
    [],
  );
  return seen.map(({ around }) => around);
}

const slides = [
  'First light',
  'The climb',
  'A list, and what',
  'A build that',
  'Code, and what',
  'Simplicity is',
  '42 %',
  'Code of many kinds',
  'Line by line',
  'A table',
  'What is said beside',
  'A light ground',
  'A dark ground',
];

for (const mode of ['light', 'dark'] as const) {
  describe(`what stands on a slide can be read, in the ${mode}`, () => {
    it('words, links, marks and notes, and what reveal.js puts around them', async () => {
      const page = await open(mode);
      for (const slide of slides) {
        await goTo(page, slide);
        await assertReadable(page, '.reveal');
      }
      await page.context().close();
    });

    it('each kind of code', async () => {
      const page = await open(mode);
      await goTo(page, 'Code of many kinds');
      const around = await assertReadable(page, 'section.present');
      for (const kind of codeKinds)
        assert.ok(
          around.some((one) => one.startsWith(`span c-${kind}`)),
          `no ${kind} was measured`,
        );
      await page.context().close();
    });

    it('the sixteen colours of a terminal, as letters and as grounds', async () => {
      const page = await open(mode);
      await goTo(page, 'Code, and what');
      for (const kind of ['fg', 'bold fg', 'bg']) {
        await page.evaluate((prefix) => {
          const numbers = Array.from({ length: 16 }, (_, index) => index);
          const lines = numbers.map(
            (n) => `<span class="line"><span class="${prefix}-${n}">colour ${n}</span></span>`,
          );
          const rest = ['dim', 'inverse', 'italic underline'].map(
            (name) => `<span class="line"><span class="${name}">${name}</span></span>`,
          );
          const output = document.querySelector('section.present [data-output]');
          if (output) output.innerHTML = `<pre>${[...lines, ...rest].join('')}</pre>`;
        }, kind);
        await assertReadable(page, 'section.present [data-output]');
      }
      await page.context().close();
    });

    it('a cell in each of its states', async () => {
      const page = await open(mode);
      await goTo(page, 'Code, and what');
      for (const [state, words] of Object.entries(states)) {
        await page.evaluate(
          ([name, text]) => {
            const cell = document.querySelector<HTMLElement>('section.present .cell');
            const status = cell?.querySelector('.cell-status');
            if (cell && name) cell.dataset.state = name;
            if (status) status.innerHTML = `<span class="words">${text}</span>`;
          },
          [state, words],
        );
        await assertReadable(page, 'section.present .cell-bar');
      }
      await page.context().close();
    });

    it('the article and the list of decks', async () => {
      const article = await open(mode, 'article');
      await article.setViewportSize({ width: 900, height: 6000 });
      await article.waitForFunction(() => !document.querySelector('.contents details[open]'));
      await assertReadable(article, 'body');
      await article.goto(server.address);
      await assertReadable(article, 'main');
      await article.context().close();
    });
  });
}
