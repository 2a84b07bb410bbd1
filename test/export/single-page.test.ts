import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { loadDeck } from '../../src/deck/load-deck.ts';
import type { ExportDeck } from '../../src/export/export-deck.ts';
import { type SinglePageOptions, singlePage } from '../../src/export/single-page.ts';
import { noRecords } from '../../src/records/no-records.ts';
import { assetPath } from '../../src/serve/deck-assets.ts';
import { openBrowser, outputOf, playThrough, showCell } from '../support/browser.ts';
import { exportDeckAt } from '../support/export-decks.ts';

let browser: Browser;
let folder = '';
before(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'piste-single-'));
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens the page as a file, in a browser without a network; what it asked for and complained of is told. */
async function open(site: ExportDeck, kind: SinglePageOptions['kind']) {
  const file = join(folder, `${site.deck.name}-${kind}.html`);
  writeFileSync(file, await singlePage(site, { kind, base: undefined }));
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url())) asked.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`file://${file}`);
  await page.waitForSelector(kind === 'slides' ? '.reveal.ready' : 'main.article');
  return {
    page,
    /** Nothing but the file itself was read, and nothing was amiss. */
    async isQuiet() {
      await page.evaluate(() => document.fonts.ready);
      assert.deepEqual([asked, complaints], [[`file://${file}`], []]);
      await context.close();
    },
  };
}

const loadedFonts = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
  });

describe('a deck as one file, opened from the disk without a network', () => {
  it('shows slides in their fonts, and plays what is recorded', async () => {
    const { page, isQuiet } = await open(await exportDeckAt('decks/nix-talk'), 'slides');
    await showCell(page, '1');
    assert.match(await outputOf(page, '1'), /nix \(Nix\) 2\./);
    const printed = await outputOf(page, '1');
    await playThrough(page, '1');
    assert.equal(await outputOf(page, '1'), printed);
    const fonts = await loadedFonts(page);
    assert.ok(fonts.includes('Inter Variable') && fonts.includes('JetBrains Mono Variable'), fonts.join());
    await isQuiet();
  });

  it('is read as an article, without ways to what is not here', async () => {
    const { page, isQuiet } = await open(await exportDeckAt('decks/nix-talk'), 'article');
    assert.match(await page.innerText('main'), /nix \(Nix\) 2\./);
    const lost = page.locator('a:visible:not([href])');
    assert.equal(await lost.count(), 0);
    await isQuiet();
  });

  it('has pictures, formulas, sheets of its own, films of backgrounds and diagrams inside it', async () => {
    writeFileSync(
      join(folder, 'dot #1.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    );
    writeFileSync(join(folder, 'film.webm'), 'no film');
    writeFileSync(join(folder, 'own.css'), '.reveal { --own: url("dot%20%231.svg"); }');
    const text = [
      '---\ntitle: All\ncss: own.css\n---',
      '# A $x^2$\n\n![dot](dot%20%231.svg)',
      '---\n\n<!-- .slide: data-background-video="film.webm" -->\n\n## Film',
      '---\n\n```mermaid\ngraph LR; a --> b\n```\n',
    ].join('\n\n');
    writeFileSync(join(folder, 'all.md'), text);
    const deck = await loadDeck(join(folder, 'all.md'));
    const site = {
      deck,
      records: async () => noRecords,
      locate: (path: string) => assetPath(deck.file, path),
    };
    const { page, isQuiet } = await open(site, 'slides');
    await page.waitForSelector('[data-diagram] svg', { state: 'attached' });
    const seen = await page.evaluate(() => ({
      widthPx: document.querySelector<HTMLImageElement>('img[alt="dot"]')?.naturalWidth,
      film: document
        .querySelector<HTMLElement>('[data-background-video]')
        ?.dataset.backgroundVideo?.slice(0, 5),
      own: getComputedStyle(document.querySelector('.reveal') ?? document.body)
        .getPropertyValue('--own')
        .slice(0, 10),
    }));
    assert.deepEqual(seen, { widthPx: 9, film: 'blob:', own: 'url("data:' });
    assert.ok((await loadedFonts(page)).some((family) => family.startsWith('KaTeX')));
    await isQuiet();
  });

  it('runs no script but its own', async () => {
    const html = await singlePage(await exportDeckAt('test/fixtures/export/deck.md'), {
      kind: 'slides',
      base: undefined,
    });
    const evil = html.replace('</body>', '<script>document.title = "taken"</script></body>');
    const file = join(folder, 'evil.html');
    writeFileSync(file, evil);
    const page = await browser.newPage();
    await page.goto(`file://${file}`);
    await page.waitForSelector('.reveal.ready');
    assert.equal(await page.title(), 'Small things');
    await page.close();
  });
});
