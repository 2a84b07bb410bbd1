import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { seriousFaults } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

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
        assert.deepEqual(await seriousFaults(page), [], `slide ${index + 1}`);
      }
      await page.keyboard.press('Escape');
      await page.waitForSelector('.reveal.overview');
      assert.deepEqual(await seriousFaults(page), [], 'the overview');
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.reveal .slides section > [inert]').count(), 0);
      await page.context().close();
    });

    it('in the article, and in the list of decks', async () => {
      const page = await open('theme/article');
      assert.deepEqual(await seriousFaults(page), []);
      await page.goto(server.address);
      assert.deepEqual(await seriousFaults(page), []);
      await page.context().close();
    });
  });
}
