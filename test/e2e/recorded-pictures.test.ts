import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { projectDir } from '../../src/environment/places.ts';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck, showCell } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

const decks = join(projectDir, 'decks');
let server: PisteServer;
let browser: Browser;

before(async () => {
  server = await serveDecks({ paths: [decks], host: '127.0.0.1', port: 0, machinery: nothingRuns });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
});

describe('the recorded pictures of our decks', () => {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 1024, height: 768 },
  ]) {
    it(`are seen whole on ${viewport.width} × ${viewport.height}`, async () => {
      let seen = 0;
      for (const name of readdirSync(decks)) {
        const { page } = await openDeck(browser, `${server.address}${name}/?outputs=recorded`, { viewport });
        const drawn = 'figure[data-cell]:has(.picture :is(.treemap, .graph, img))';
        await page.waitForFunction(() =>
          [...document.querySelectorAll('figure[data-recorded-lines]')].every((figure) =>
            figure.matches('[data-state=recorded]'),
          ),
        );
        const cells = await page
          .locator(drawn)
          .evaluateAll((figures) => figures.map((figure) => figure.getAttribute('data-cell') ?? ''));
        for (const cell of cells) {
          await showCell(page, cell);
          const output = page.locator(`figure[data-cell="${cell}"] .cell-output`);
          await page.waitForFunction((id) => {
            const box = document.querySelector(`figure[data-cell="${id}"] .cell-output`);
            const isDrawn = [...(box?.querySelectorAll('img') ?? [])].every((img) => img.naturalWidth > 0);
            return box && isDrawn && box.scrollHeight <= box.clientHeight + 1;
          }, cell);
          assert.ok(((await output.locator('.picture').boundingBox())?.height ?? 0) > 100, cell);
          seen++;
        }
        await page.context().close();
      }
      assert.equal(seen, 5);
    });
  }
});
