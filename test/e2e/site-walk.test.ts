import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from '../../src/commands/build.ts';
import { projectDir } from '../../src/environment/places.ts';
import { openBrowser } from '../support/browser.ts';
import { serveFolder } from '../support/static-server.ts';

const sizes = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1280, height: 720 },
  projector: { width: 1920, height: 1080 },
};
const decks = ['navigating-nix', 'nix-build', 'nix-or-dockerfile', 'nix-talk', 'python-flakes-containers'];

let browser: Browser;
let site = '';
before(async () => {
  browser = await openBrowser();
  site = mkdtempSync(join(tmpdir(), 'piste walk '));
  await build({
    paths: [join(projectDir, 'decks')],
    folder: site,
    base: undefined,
    title: undefined,
    notes: true,
    force: false,
    onWarning: (problem) => assert.fail(problem.message),
    onNote: () => {},
  });
});
after(async () => {
  await browser.close();
  rmSync(site, { recursive: true });
});

/** Where a reader has the site from; what it says of itself when all is over. */
const ways = {
  'from a sub-folder': async (walk: (index: string) => Promise<void>) => {
    await using server = await serveFolder(site);
    await walk(server.address);
    assert.deepEqual(server.lacked, []);
  },
  'from the disk': (walk: (index: string) => Promise<void>) => walk(`file://${encodeURI(site)}/index.html`),
};

/** A page that notes what goes wrong, and what it asks of anyone else. */
async function openPage(options: BrowserContextOptions): Promise<{ page: Page; wrong: readonly string[] }> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!['file:', 'data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1')
      wrong.push(request.url());
  });
  return { page, wrong };
}

/** The cells that have printed something, as the site itself tells machines. */
function printingCells(deck: string): readonly string[] {
  const { cells }: { cells: readonly { id: string; output: { lines: number } | null }[] } = JSON.parse(
    readFileSync(join(site, deck, 'deck.json'), 'utf8'),
  );
  const printing = cells.filter(({ output }) => (output?.lines ?? 0) > 0).map(({ id }) => id);
  assert.ok(printing.length > 5);
  return printing;
}

const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);

/** Goes through a deck's slides from where it is to its end; the texts that were seen. */
async function throughSlides(page: Page): Promise<readonly string[]> {
  const seen: string[] = [];
  for (;;) {
    const at = await page.evaluate(() => ({
      hash: location.hash,
      text: document.querySelector('.slides section.present:not(.stack)')?.textContent?.trim() ?? '',
      isLast:
        document.querySelector('.navigate-next.enabled, .navigate-right.enabled, .navigate-down.enabled') ===
        null,
    }));
    seen.push(at.text);
    if (at.isLast) return seen;
    await page.keyboard.press('Space');
  }
}

describe('the site of the five decks', () => {
  for (const [from, way] of Object.entries(ways))
    for (const [size, viewport] of Object.entries(sizes)) {
      it(`${from}, on a ${size}: slides, articles, and the way between them`, () =>
        way(async (index) => {
          const { page, wrong } = await openPage({ viewport });
          for (const deck of decks) {
            await page.goto(index);
            assert.equal(await overflows(page), false, 'the list');
            await page.click(`[data-deck="${deck}"] .links >> text=Slides`);
            await page.waitForSelector('.reveal.ready .slides section.present');
            if (size === 'laptop' && from === 'from a sub-folder') {
              const seen = await throughSlides(page);
              assert.ok(
                seen.length > 20 && seen.every((text) => text !== ''),
                `${deck}: ${seen.length} slides`,
              );
            } else {
              await page.keyboard.press('ArrowRight');
              await page.waitForFunction(() => /^#\/\d/.test(location.hash));
            }
            // The page's own address follows a moment later, for who goes on quickly.
            const place = await page.$eval('.to-article', (link: HTMLAnchorElement) =>
              new URL(link.href).hash.slice(1),
            );
            await page.click('.to-article');
            await page.waitForURL(/article\.html/);
            await page.waitForFunction((id) => {
              const box = document.getElementById(id)?.getBoundingClientRect();
              return box !== undefined && box.top < innerHeight && box.bottom > 0;
            }, place);
            assert.equal(await overflows(page), false, `the article of ${deck}`);
            await page.click('.same-spot >> visible=true >> nth=0');
            await page.waitForSelector('.reveal.ready .slides section.present');
          }
          assert.deepEqual(wrong, []);
          await page.context().close();
        }));

      it(`${from}, on a ${size}, without scripts: every slide and output can be read`, () =>
        way(async (index) => {
          const { page, wrong } = await openPage({ viewport, javaScriptEnabled: false });
          for (const deck of decks) {
            await page.goto(index);
            await page.click(`[data-deck="${deck}"] .links >> text=Article`);
            await page.waitForURL(/article\.html/);
            const sections = page.locator('main > section');
            const [first, last] = [sections.first(), sections.last()];
            assert.ok((await first.isVisible()) && (await last.isVisible()));
            const empty = await page.evaluate(
              (printing) =>
                printing.filter((id) => {
                  const elsewhere = document.querySelector(`[data-output][data-for="${id}"]`);
                  const output =
                    elsewhere ?? document.querySelector(`figure[data-cell="${id}"] [data-output]`);
                  return output?.textContent?.trim() === '' && !output.querySelector('svg, img');
                }),
              printingCells(deck),
            );
            assert.deepEqual(empty, [], `${deck}: cells that have printed something which is not there`);
            assert.equal(await overflows(page), false, `the article of ${deck}`);
            await page.click('a.to-slides');
            await page.waitForURL(/index\.html(#.*)?$/);
            const slides = page.locator('.slides section:not(:has(> section))');
            assert.ok(await slides.last().isVisible(), `${deck}: slides one below the other`);
          }
          assert.deepEqual(wrong, []);
          await page.context().close();
        }));
    }
});
