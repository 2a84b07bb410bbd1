import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { build } from '../../src/commands/build.ts';
import { serveDecks } from '../../src/serve/server.ts';
import { openBrowser } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';
import { serveFolder } from '../support/static-server.ts';

let browser: Browser;
let dir = '';
before(async () => {
  browser = await openBrowser();
  dir = mkdtempSync(join(tmpdir(), 'piste-index-'));
  const subjects = ['Flakes', 'Überlays', 'Containers'];
  for (let number = 1; number <= 50; number++) {
    mkdirSync(join(dir, 'decks', `deck-${number}`), { recursive: true });
    writeFileSync(join(dir, 'decks', `deck-${number}`, 'deck.md'), `# ${subjects[number % 3]} ${number}\n`);
  }
  await build({
    paths: [join(dir, 'decks')],
    folder: join(dir, 'site'),
    base: undefined,
    notes: true,
    force: false,
    onWarning: () => {},
  });
});
after(async () => {
  await browser.close();
  rmSync(dir, { recursive: true });
});

const shown = (page: Page) => page.locator('.decks > li:visible').count();

describe('the presenter’s list of fifty decks', () => {
  it('finds them by their words, at a key', async () => {
    const server = await serveDecks({
      paths: [join(dir, 'decks')],
      host: '127.0.0.1',
      port: 0,
      machinery: nothingRuns,
    });
    const page = await (await browser.newContext()).newPage();
    try {
      await page.goto(server.address);
      assert.equal(await shown(page), 50);
      await page.keyboard.press('/');
      await page.keyboard.type('ubERlays 4');
      // 4, 40, 43, 46, 49 and those that end with a 4.
      assert.deepEqual(await page.locator('.decks > li:visible h2').allInnerTexts(), [
        ...[34, 4, 40, 43, 46, 49].map((number) => `Überlays ${number}`),
      ]);
      assert.equal(await page.innerText('.search [role="status"]'), '6 of 50');
      await page.keyboard.press('Escape');
      assert.equal(await shown(page), 50);
      await page.keyboard.type('containers 17');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/deck-17\//);
    } finally {
      await page.context().close();
      await server.close();
    }
  });
});

describe('a site’s list of fifty decks', () => {
  it('is a list without scripts too, and has no field that does nothing', async () => {
    await using server = await serveFolder(join(dir, 'site'));
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(server.address);
    assert.equal(await shown(page), 50);
    assert.equal(await page.locator('.site-search-open').isVisible(), false);
    await page.context().close();
  });
});
