import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { build } from '../../src/commands/build.ts';
import { projectDir } from '../../src/environment/places.ts';
import { openBrowser, outputOf, showCell } from '../support/browser.ts';

let browser: Browser;
let folder = '';
before(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'piste-file-'));
  writeFileSync(join(folder, 'drawn.md'), '# Drawn\n\n```mermaid\ngraph LR; a --> b\n```\n');
  await build({
    paths: [join(projectDir, 'decks', 'nix-talk'), join(folder, 'drawn.md')],
    folder: join(folder, 'a site'),
    base: undefined,
    title: undefined,
    notes: true,
    force: false,
    onWarning: () => {},
    onNote: () => {},
  });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page of the site by a double click, so to speak; `errors` are those of scripts. */
async function open(path: string): Promise<{ page: Page; errors: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, offline: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`file://${encodeURI(join(folder, 'a site', path))}`);
  return { page, errors };
}

describe('a site that is opened as a file, where browsers start no modules', () => {
  it('leads from the list to slides, which are slides, and on to the article and back', async () => {
    const { page, errors } = await open('index.html');
    await page.click('[data-deck="nix-talk"] .links >> text=Slides');
    await page.waitForURL(/nix-talk\/index\.html$/);
    await page.waitForSelector('.reveal.ready');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => location.hash === '#/1');
    await showCell(page, '1');
    assert.match(await outputOf(page, '1'), /nix \(Nix\) 2\./);
    await page.click('.to-article');
    await page.waitForURL(/nix-talk\/article\.html/);
    await page.click('a.to-slides');
    await page.waitForURL(/nix-talk\/index\.html/);
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  it('offers no replay of what it cannot have', async () => {
    const { page } = await open('nix-talk/article.html');
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>('[data-action="replay"]')].every((button) => button.hidden),
    );
    assert.equal(await page.locator('[data-action="replay"]:visible').count(), 0);
    assert.match(await page.innerText('main'), /nix \(Nix\) 2\./);
    await page.context().close();
  });

  it('draws diagrams', async () => {
    for (const [name, place] of [
      ['index.html', '.slides'],
      ['article.html', 'main'],
    ] as const) {
      const { page, errors } = await open(`drawn/${name}`);
      await page.waitForSelector(`${place} [data-diagram] svg`, { state: 'attached' });
      assert.deepEqual(errors, []);
      await page.context().close();
    }
  });

  it('finds words, without fetching anything', async () => {
    const { page, errors } = await open('index.html');
    await page.keyboard.press('/');
    await page.keyboard.type('bakery');
    await page.locator('dialog[open] a', { hasText: 'bakery' }).first().click();
    await page.waitForURL(/nix-talk\/article\.html/);
    assert.deepEqual(errors, []);
    await page.context().close();
  });
});
