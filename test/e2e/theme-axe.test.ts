import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

declare global {
  interface Window {
    readonly axe: { run(): Promise<AxeResults> };
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const fixtures = join(import.meta.dirname, '..', 'fixtures');

let server: PisteServer;
let browser: Browser;

before(async () => {
  server = await serveDecks({
    paths: [join(fixtures, 'theme')],
    host: '127.0.0.1',
    port: 0,
    machinery: nothingRuns,
  });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** What axe holds against a page as it stands, of the two worse kinds: rule and place. */
async function complaints(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  describe(`axe finds nothing serious, in the ${colorScheme}`, () => {
    const open = async (path: string): Promise<Page> => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 720 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto(`${server.address}${path}`);
      return page;
    };

    it('on slides of each layout', async () => {
      const page = await open('theme/');
      await page.waitForSelector('.reveal.ready');
      const count = await page.locator('.reveal .slides > section').count();
      assert.ok(count > 15);
      for (let index = 0; index < count; index++) {
        await page.evaluate((h) => {
          location.hash = `#/${h}`;
        }, index);
        await page.waitForFunction(
          (h) => document.querySelectorAll('.reveal .slides > section')[h]?.classList.contains('present'),
          index,
        );
        assert.deepEqual(await complaints(page), [], `slide ${index + 1}`);
      }
      await page.context().close();
    });

    it('in the article, and in the list of decks', async () => {
      const page = await open('theme/article');
      assert.deepEqual(await complaints(page), []);
      await page.goto(server.address);
      assert.deepEqual(await complaints(page), []);
      await page.context().close();
    });
  });
}
