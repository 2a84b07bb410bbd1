import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

const deck = `# A title

---

## Beside

Words

----

## Below

![The store](missing.png)

---

<p class="r-fit-text">Wide</p>

---

## Moves

\`\`\`\`md magic-move
\`\`\`js
const before = 1;
\`\`\`
\`\`\`js
const after = 1;
\`\`\`
\`\`\`\`

---

## Long

\`\`\`js
${'const line = 1;\n'.repeat(60)}\`\`\`

---

## A cell to the foot

\`\`\`bash {run}
${'echo line\n'.repeat(30)}\`\`\`
`;

let folder = '';
let server: PisteServer;
let browser: Browser;

const cover = `<!-- .slide: class="text-center" -->

# In the middle

---

# Beside

\`\`\`bash {run output=right}
${'wide '.repeat(12)}
\`\`\`
`;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-pages-'));
  await mkdir(join(folder, 'talk'));
  await writeFile(join(folder, 'talk', 'deck.md'), deck);
  await mkdir(join(folder, 'cover'));
  await writeFile(join(folder, 'cover', 'deck.md'), cover);
  server = await serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery: nothingRuns });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const open = async (javaScriptEnabled = true) =>
  (await openDeck(browser, `${server.address}talk/`, { javaScriptEnabled, reducedMotion: 'reduce' })).page;

describe('the page of slides', () => {
  it('shows all slides without scripts, those below others too', async () => {
    const page = await open(false);
    const shown = page.locator('.slides h1:visible, .slides h2:visible');
    assert.deepEqual(await shown.allTextContents(), [
      'A title',
      'Beside',
      'Below',
      'Moves',
      'Long',
      'A cell to the foot',
    ]);
    // The mountain stands below the words.
    const words = await page.locator('h1').boundingBox();
    const mountain = await page.locator('.ridge').first().boundingBox();
    assert.ok(words && mountain && words.y + words.height < mountain.y);
    await page.context().close();
  });

  it('is laid out as pages when it is printed as it stands, and as it was afterwards', async () => {
    const page = await open();
    const html = () => page.evaluate(() => document.querySelector('.slides')?.innerHTML);
    await page.evaluate(() => document.fonts.ready);
    const before = await html();
    const printed = await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      const slides = [...document.querySelectorAll<HTMLElement>('.slides section:not(:has(> section))')];
      const seen = slides.map((slide) => ({
        shown: slide.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
        cut: [...slide.querySelectorAll('pre')].some((pre) => pre.scrollHeight > pre.clientHeight + 1),
      }));
      window.dispatchEvent(new Event('afterprint'));
      return seen;
    });
    assert.deepEqual(printed, Array(7).fill({ shown: true, cut: false }));
    assert.equal(await html(), before);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    // Six have a page each; sixty lines go on over three.
    assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 9);
    await page.context().close();
  });

  it('names a picture that is not there', async () => {
    const page = await open();
    await page.evaluate(() => {
      location.hash = '#/1/1';
    });
    await page.waitForSelector('section.present .missing-picture');
    assert.equal(
      await page.locator('section.present .missing-picture').textContent(),
      'The store missing.png',
    );
    await page.context().close();
  });

  it('fits a text to the slide’s width, as reveal.js does', async () => {
    const page = await open();
    await page.evaluate(() => {
      location.hash = '#/2';
    });
    await page.waitForSelector('section.present .r-fit-text');
    const box = await page.locator('.r-fit-text').boundingBox();
    assert.ok(box && box.width > 1000 && box.x + box.width <= 1280, JSON.stringify(box));
    await page.context().close();
  });

  it('has an overview in rows, with the first state of code that moves', async () => {
    const page = await open();
    await page.keyboard.press('o');
    await page.waitForSelector('.reveal.overview');
    assert.ok(await page.getByText('const before').isVisible());
    const boxes = await page.locator('.slides section:not(.stack)').evaluateAll((all) =>
      all.map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
      }),
    );
    assert.deepEqual(boxes, Array(7).fill(true));
    await page.context().close();
  });

  it('has its arrows below what a slide holds', async () => {
    const page = await open();
    await page.evaluate(() => {
      location.hash = '#/5';
    });
    await page.waitForSelector('section.present[data-fit] .cell');
    const cell = await page.locator('section.present .cell').boundingBox();
    const arrow = await page.locator('.navigate-left .controls-arrow').boundingBox();
    assert.ok(cell && arrow && cell.y + cell.height <= arrow.y, JSON.stringify({ cell, arrow }));
    await page.context().close();
  });

  it('sets a centred title’s bar in the middle too', async () => {
    const { page } = await openDeck(browser, `${server.address}cover/`);
    const { left, right, bar } = await page.locator('section.present h1').evaluate((heading) => {
      const box = heading.getBoundingClientRect();
      return {
        left: box.left,
        right: innerWidth - box.right,
        bar: getComputedStyle(heading, '::after').marginLeft,
      };
    });
    assert.ok(Math.abs(left - right) < 1);
    assert.notEqual(bar, '0px');
    await page.context().close();
  });

  it('opens the table of keys at its top', async () => {
    const page = await open();
    await page.keyboard.press('?');
    assert.equal(await page.locator('dialog.key-help').evaluate((one) => one.scrollTop), 0);
    await page.context().close();
  });
});

describe('the article', () => {
  it('has room for code beside its output, or puts the output below; on paper lines wrap', async () => {
    const { page } = await openDeck(browser, `${server.address}cover/article`, { javaScriptEnabled: false });
    const look = () =>
      page.evaluate(() => {
        const code = document.querySelector('.cell-source pre');
        const columns = getComputedStyle(
          document.querySelector('.cell') ?? document.body,
        ).gridTemplateColumns;
        return {
          fits: code !== null && code.scrollWidth <= code.clientWidth,
          columns: columns.split(' ').length,
        };
      });
    assert.deepEqual(await look(), { fits: true, columns: 2 });
    await page.setViewportSize({ width: 800, height: 700 });
    assert.deepEqual(await look(), { fits: true, columns: 1 });
    await page.setViewportSize({ width: 500, height: 700 });
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await look(), { fits: true, columns: 1 });
    await page.context().close();
  });
});
