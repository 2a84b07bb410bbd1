import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { build } from '../../src/commands/build.ts';
import { projectDir } from '../../src/environment/places.ts';
import { openBrowser, showCell } from '../support/browser.ts';
import { serveFolder } from '../support/static-server.ts';

let dir = '';
let server: Awaited<ReturnType<typeof serveFolder>>;
let browser: Browser;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'piste-origin-'));
  await build({
    paths: [join(projectDir, 'decks', 'nix-talk')],
    folder: dir,
    base: undefined,
    notes: true,
    force: false,
    onWarning: () => {},
  });
  server = await serveFolder(dir);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

const opened = (page: Page) => page.locator('.origin:popover-open');
const keyOf = (page: Page) => page.locator('.cell:has(.origin-button)').first().getAttribute('data-record');

describe('what made an output', () => {
  for (const javaScriptEnabled of [true, false])
    it(`is told in the article by keyboard, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await page.goto(`${server.address}nix-talk/article.html`);
      await page.locator('.origin-button').first().focus();
      await page.keyboard.press('Enter');
      assert.match(await opened(page).innerText(), new RegExp(`Key\\s+${await keyOf(page)}`));
      await page.keyboard.press('Escape');
      assert.equal(await opened(page).count(), 0);
      await page.context().close();
    });

  it('is told on a slide, whose keys wait until it is closed', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.address}nix-talk/`);
    await page.waitForSelector('.reveal.ready');
    const cell = (await page.locator('.cell:has(.origin-button)').first().getAttribute('data-cell')) ?? '';
    await showCell(page, cell);
    await page.locator(`[data-cell="${cell}"] .origin-button`).click();
    await opened(page).waitFor();
    const { hash } = new URL(page.url());
    await page.keyboard.press('ArrowRight');
    assert.equal(new URL(page.url()).hash, hash);
    await page.keyboard.press('Escape');
    assert.equal(await opened(page).count(), 0);
    assert.equal(await page.locator('.reveal.overview').count(), 0);
    await page.close();
  });

  it('is on paper in short', async () => {
    const page = await browser.newPage();
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${server.address}nix-talk/article.html`);
    const brief = page.locator('.origin-brief').first();
    assert.match(await brief.innerText(), /^Nix [\d.]+ · environment [0-9a-f]{12} · key [0-9a-f]{12}$/);
    assert.equal(await page.locator('.origin-button').first().isVisible(), false);
    await page.close();
  });
});
