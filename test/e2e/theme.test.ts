import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

let server: PisteServer;
let browser: Browser;
const deck = join(import.meta.dirname, '..', 'fixtures', 'theme');

before(async () => {
  server = await serveDecks({ paths: [deck], host: '127.0.0.1', port: 0, machinery: nothingRuns });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
});

async function open(width = 1280, height = 720, reducedMotion: 'reduce' | 'no-preference' = 'reduce') {
  const { page } = await openDeck(browser, `${server.address}theme/`, {
    viewport: { width, height },
    reducedMotion,
  });
  await page.evaluate(() => document.fonts.ready);
  return page;
}

const slideCount = (page: Page) => page.locator('.reveal .slides > section').count();

async function show(page: Page, index: number): Promise<void> {
  await page.evaluate((h) => {
    location.hash = `#/${h}`;
  }, index);
  await page.waitForFunction(
    (h) => document.querySelectorAll('.reveal .slides > section')[h]?.matches('.present[data-fit]'),
    index,
  );
}

async function showLayout(page: Page, name: string): Promise<void> {
  const index = await page.evaluate(
    (wanted) =>
      [...document.querySelectorAll('.reveal .slides > section')].findIndex((one) =>
        one.classList.contains(wanted),
      ),
    `layout-${name}`,
  );
  assert.ok(index >= 0, `a slide is layout-${name}`);
  await show(page, index);
}

/** Where an element of the present slide is on the screen. */
async function boxOf(page: Page, selector: string) {
  const box = await page.locator(`section.present ${selector}`).first().boundingBox();
  assert.ok(box, selector);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

describe('layouts', () => {
  it('are found by themselves: title, section, statement', async () => {
    const page = await open();
    const classes = await page
      .locator('.reveal .slides > section')
      .evaluateAll((all) => all.map((one) => /layout-\w+/.exec(one.className)?.[0]));
    assert.deepEqual(classes.slice(0, 3), ['layout-title', 'layout-section', undefined]);
    assert.deepEqual(classes.slice(-2), ['layout-statement', 'layout-end']);
    await page.context().close();
  });

  it('put code left of what it prints, and columns beside each other', async () => {
    const page = await open();
    await showLayout(page, 'code-output');
    const [source, output] = [await boxOf(page, '.cell-source'), await boxOf(page, '.cell-output')];
    assert.ok(source.right <= output.x + 1);
    await showLayout(page, 'two-columns');
    const [left, right] = [await boxOf(page, 'ul'), await boxOf(page, 'ol')];
    assert.equal(left.y, right.y);
    assert.ok(left.right <= right.x);
    await page.context().close();
  });

  it('let pictures reach the edges of the screen, beside the words or behind them', async () => {
    for (const [width, height] of [
      [1280, 720],
      [1024, 768],
    ] as const) {
      const page = await open(width, height);
      await showLayout(page, 'image');
      const whole = await boxOf(page, 'img');
      assert.deepEqual([whole.x, whole.y, whole.right, whole.bottom].map(Math.round), [0, 0, width, height]);
      await showLayout(page, 'image-left');
      const [leftPicture, words] = [await boxOf(page, 'img'), await boxOf(page, 'h2')];
      assert.equal(Math.round(leftPicture.x), 0);
      assert.ok(leftPicture.right < words.x);
      await showLayout(page, 'image-right');
      const [rightPicture, text] = [await boxOf(page, 'img'), await boxOf(page, 'h2')];
      assert.equal(Math.round(rightPicture.right), width);
      assert.ok(text.right <= rightPicture.x);
      await page.context().close();
    }
  });

  it('set a statement, a fact and a quote larger than text', async () => {
    const page = await open();
    const sizeOf = (selector: string) =>
      page
        .locator(`section.present ${selector}`)
        .first()
        .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    await show(page, 2);
    const text = await sizeOf('li');
    for (const [name, selector, factor] of [
      ['statement', 'p', 2],
      ['fact', 'h1', 5],
      ['quote', 'blockquote', 1.6],
    ] as const) {
      await showLayout(page, name);
      assert.ok((await sizeOf(selector)) >= factor * text, name);
    }
    await page.context().close();
  });
});

describe('screens', () => {
  for (const [name, width, height, smallestPx] of [
    ['an old projector', 1024, 768, 24],
    ['a laptop', 1280, 720, 30],
    ['a projector', 1920, 1080, 45],
    ['4K', 3840, 2160, 90],
    ['a phone', 390, 844, 16],
  ] as const) {
    it(`${name}: slides fill it, nothing is cut off, and text can be read`, async () => {
      const page = await open(width, height);
      const stage = await page.locator('.reveal .slides').boundingBox();
      assert.ok(stage && Math.abs(stage.width - width) < 2 && Math.abs(stage.height - height) < 3);
      const count = await slideCount(page);
      for (let index = 0; index < count; index++) {
        await show(page, index);
        const slide = page.locator('section.present');
        assert.equal(await slide.getAttribute('data-overflow'), null, `slide ${index + 1}`);
        assert.ok(await slide.evaluate((one) => one.scrollWidth <= one.clientWidth), `slide ${index + 1}`);
      }
      await show(page, 2);
      const line = await boxOf(page, 'li');
      const perLine = await page
        .locator('section.present li')
        .first()
        .evaluate((one) => one.getClientRects().length);
      assert.ok(line.height / perLine >= smallestPx * 0.98, `${line.height}`);
      await page.context().close();
    });
  }
});

describe('fonts', () => {
  it('two files are asked for before the style sheet, and no other script’s letters are fetched', async () => {
    const page = await open();
    const fetched = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((name) => name.endsWith('.woff2')),
    );
    const asked = await page
      .locator('link[rel=preload][as=font]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.equal(asked.length, 2);
    assert.deepEqual(
      asked.filter((href) => !fetched.includes(href ?? '')),
      [],
    );
    assert.deepEqual(
      fetched.filter((name) => !/-latin-wght-/.test(name)),
      [],
    );
    await page.context().close();
  });

  it('what stands in for them is as wide as they are, to two hundredths', async () => {
    const page = await open();
    const widths = await page.evaluate(async () => {
      await document.fonts.load('32px "Inter Variable"');
      const context = document.createElement('canvas').getContext('2d');
      if (!context) return [];
      const text = 'A mountain at first light, and the run down from it: 1280 by 720';
      return ['"Inter Variable"', '"Inter Stand-in", "Inter Stand-in Wide"'].map((family) => {
        context.font = `32px ${family}`;
        return context.measureText(text).width;
      });
    });
    const [real = 0, standIn = 0] = widths;
    assert.ok(real > 0 && Math.abs(standIn / real - 1) < 0.02, `${real} ${standIn}`);
    await page.context().close();
  });
});

describe('what is out of sight', () => {
  it('says so until it has been scrolled to', async () => {
    const page = await open();
    const index = await page.evaluate(() =>
      [...document.querySelectorAll('.reveal .slides > section')].findIndex((one) =>
        one.textContent?.includes('Longer than a slide'),
      ),
    );
    await show(page, index);
    const frame = page.locator('section.present .code-frame');
    assert.match((await frame.getAttribute('data-more')) ?? '', /^\d+ more lines$/);
    await frame.locator('pre').evaluate((pre) => pre.scrollTo(0, pre.scrollHeight));
    await page.waitForFunction(() => !document.querySelector('section.present [data-more]'));
    await page.context().close();
  });
});

describe('motion', () => {
  /** Goes to the second slide; how many movements have begun is in `data-moves`. */
  const move = async (page: Page): Promise<void> => {
    await page.evaluate(() => {
      document.addEventListener('transitionrun', () => {
        document.body.dataset.moves = String(Number(document.body.dataset.moves ?? 0) + 1);
      });
    });
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.reveal .slides > section:nth-child(2).present');
  };

  it('is sober: slides fade, and nothing goes on moving', async () => {
    const page = await open(1280, 720, 'no-preference');
    await move(page);
    await page.waitForSelector('body[data-moves]', { state: 'attached' });
    await page.waitForFunction(() => document.getAnimations().length === 0);
    await page.context().close();
  });

  it('is not there for who has asked for less', async () => {
    const page = await open(1280, 720, 'reduce');
    await move(page);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    assert.equal(await page.getAttribute('body', 'data-moves'), null);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await page.context().close();
  });
});

describe('paper', () => {
  it('has a page for each slide, light, whole, and with its ground', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(`${server.address}theme/?print-pdf`);
    await page.waitForSelector('.pdf-page', { state: 'attached' });
    const slides = await page.locator('.pdf-page > section').count();
    assert.equal(await page.locator('.pdf-page').count(), slides);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length, slides);
    const seen = await page.locator('.pdf-page').evaluateAll((pages) =>
      pages.map((one) => {
        const section = one.querySelector('section');
        return {
          cut: section ? section.scrollHeight - one.clientHeight : 0,
          scheme: getComputedStyle(document.documentElement).colorScheme,
          scrolls: [...one.querySelectorAll('pre')].some((pre) => pre.scrollHeight > pre.clientHeight + 2),
        };
      }),
    );
    assert.deepEqual(
      seen.filter(({ cut, scheme, scrolls }) => cut > 1 || scheme !== 'light' || scrolls),
      [],
    );
    await context.close();
  });
});
