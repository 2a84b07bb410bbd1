import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'dialects');
const folder = mkdtempSync(join(tmpdir(), 'piste-dialects-'));
let server: PisteServer;
let browser: Browser;

/** A post of sections of every length, whose paragraphs, code and lists come in an order of no pattern. */
function longPost(): string {
  const words =
    'A sentence of a post is as long as its writer had breath for, and seldom longer than this one is. ';
  const blocks = [
    words.repeat(2),
    `So:\n\n\`\`\`nix\n${'{ x = 1; }\n'.repeat(7)}\`\`\``,
    words,
    `\`\`\`bash\n${'echo one two three\n'.repeat(40)}\`\`\``,
    '- one\n- two\n- three\n- four',
    words.repeat(4),
    '| a | b |\n| - | - |\n| c | d |\n| e | f |',
    `> ${words}`,
  ];
  const section = (index: number): string =>
    Array.from({ length: index }, (_, at) => blocks[(index * 3 + at * 5) % blocks.length]).join('\n\n');
  const sections = Array.from({ length: 9 }, (_, index) => `## Section ${index}\n\n${section(index)}`);
  return `---\ntitle: A post\ndate: 2024-01-01\n---\n\n${sections.join('\n\n')}\n`;
}

before(async () => {
  const post = join(folder, 'long', 'deck.md');
  const talk = join(folder, 'talk', 'deck.md');
  for (const path of [post, talk]) mkdirSync(join(path, '..'));
  writeFileSync(post, longPost());
  cpSync(join(fixtures, 'slidev-talk.md'), talk);
  cpSync(join(fixtures, 'slidev-files'), join(talk, '..', 'slidev-files'), { recursive: true });
  server = await serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery: nothingRuns });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function open(deck: string): Promise<Page> {
  const { page } = await openDeck(browser, `${server.address}${deck}/`, { reducedMotion: 'reduce' });
  return page;
}

async function show(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${place}`);
  await page.waitForFunction((hash) => {
    const [h = 0, v = 0] = hash.split('/').map(Number);
    const top = document.querySelectorAll('.reveal .slides > section')[h];
    const slide = top?.classList.contains('stack') ? top.querySelectorAll(':scope > section')[v] : top;
    return slide?.matches('.present[data-fit]');
  }, place);
}

const visibleItems = (page: Page): Promise<number> =>
  page.locator('section.present li.fragment.visible').count();

describe('a Slidev deck in a browser', () => {
  it('shows the items of <v-clicks> one by one', async () => {
    const page = await open('talk');
    await show(page, '2');
    const counts = [await visibleItems(page)];
    for (let click = 0; click < 2; click++) {
      await page.keyboard.press('ArrowRight');
      counts.push(await visibleItems(page));
    }
    assert.deepEqual(counts, [0, 1, 2]);
    await page.context().close();
  });
  it('has styles that are about their own slide', async () => {
    const page = await open('talk');
    const colours = await page.evaluate(() =>
      ['steps', 'one-of-them'].map(
        (id) => getComputedStyle(document.getElementById(id) ?? document.body).color,
      ),
    );
    assert.equal(colours[0], 'rgb(218, 165, 32)');
    assert.notEqual(colours[1], colours[0]);
    await page.context().close();
  });
  it('has its columns beside each other', async () => {
    const page = await open('talk');
    await show(page, '1');
    const [left, right] = await page
      .locator('section.present .column')
      .evaluateAll((columns) => columns.map((column) => column.getBoundingClientRect().left));
    assert.ok(left !== undefined && right !== undefined && left + 300 < right);
    await page.context().close();
  });
});

describe('a post in a browser', () => {
  it('fits its slides, but for code that scrolls', async () => {
    const page = await open('long');
    const places = await page.evaluate(() =>
      [...document.querySelectorAll('.reveal .slides > section')].flatMap((top, h) =>
        top.classList.contains('stack')
          ? [...top.querySelectorAll(':scope > section')].map((_slide, v) => `${h}/${v}`)
          : [`${h}`],
      ),
    );
    assert.ok(places.length > 20);
    for (const place of places) {
      await show(page, place);
      const slide = page.locator('section.present:not(.stack)');
      assert.equal(await slide.getAttribute('data-overflow'), null, place);
      const fit = Number(
        await slide.evaluate((element) => getComputedStyle(element).getPropertyValue('--fit')),
      );
      assert.ok(fit >= 0.7, `slide ${place} is set at ${fit}`);
    }
    await page.context().close();
  });
  it('says of which section a slide is', async () => {
    const page = await open('long');
    const marks = await page
      .locator('section[data-continues]')
      .evaluateAll((slides) => slides.map((slide) => getComputedStyle(slide, '::before').content));
    assert.ok(marks.length > 5);
    assert.ok(
      marks.every((mark) => /^"?Section \d/.test(mark)),
      marks[0],
    );
    await page.context().close();
  });
});
