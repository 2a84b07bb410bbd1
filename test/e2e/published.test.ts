import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { build } from '../../src/commands/build.ts';
import { projectDir } from '../../src/environment/places.ts';
import { openBrowser, openDeck, outputOf, playThrough, showCell, stateOf } from '../support/browser.ts';
import { serveFolder } from '../support/static-server.ts';

let browser: Browser;
let site = '';
before(async () => {
  browser = await openBrowser();
  site = mkdtempSync(join(tmpdir(), 'piste-published-'));
  await build({
    paths: ['nix-talk', 'nix-build'].map((name) => join(projectDir, 'decks', name)),
    folder: site,
    base: undefined,
    notes: true,
    force: false,
    onWarning: () => {},
  });
});
after(async () => {
  await browser.close();
  rmSync(site, { recursive: true });
});

describe('a published deck, on a server that knows nothing of it', () => {
  it('shows slides with what is recorded, and plays it', async () => {
    await using server = await serveFolder(site);
    const { page, complaints } = await openDeck(browser, `${server.address}nix-talk/`);
    await showCell(page, '1');
    assert.equal(await stateOf(page, '1'), 'recorded');
    assert.match(await outputOf(page, '1'), /nix \(Nix\) 2\./);
    const before = await outputOf(page, '1');
    await playThrough(page, '1');
    assert.equal(await outputOf(page, '1'), before);
    await page.keyboard.press('r');
    assert.deepEqual(complaints, []);
    assert.deepEqual(server.lacked, []);
    assert.deepEqual(
      server.asked.filter((path) => !path.startsWith('/some/where/')),
      [],
    );
    await page.context().close();
  });

  it('fetches no record before it is played', async () => {
    await using server = await serveFolder(site);
    const { page } = await openDeck(browser, `${server.address}nix-talk/`);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(
      server.asked.filter((path) => path.includes('/outputs/')),
      [],
    );
    await page.context().close();
  });

  it('is read as an article, and leads on from the list of decks', async () => {
    await using server = await serveFolder(site);
    const page = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(server.address);
    await page.click('[data-deck="nix-talk"] .links >> text=Article');
    await page.waitForURL(/nix-talk\/article\.html$/);
    assert.match(await page.innerText('main'), /nix \(Nix\) 2\./);
    assert.deepEqual([complaints, server.lacked], [[], []]);
    await page.context().close();
  });

  it('draws diagrams, and takes along what draws them only then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'piste-diagrams-'));
    const written = (name: string) =>
      existsSync(join(folder, name)) && readdirSync(join(folder, name), { recursive: true });
    const publish = (text: string) => {
      writeFileSync(join(folder, 'deck.md'), text);
      const common = { base: undefined, notes: true, force: false, onWarning: () => {} };
      return build({ ...common, paths: [join(folder, 'deck.md')], folder: join(folder, 'site') });
    };
    try {
      await publish('# None\n');
      assert.doesNotMatch(String(written('site')), /mermaid|terminal-view/);
      await publish('# One\n\n```mermaid\ngraph LR; a --> b\n```\n');
      await using server = await serveFolder(join(folder, 'site'));
      const [name = ''] = readdirSync(join(folder, 'site')).filter(
        (one) => !/^(?:assets$|\.)|\.(?:html|js)$/.test(one),
      );
      const { page, complaints } = await openDeck(browser, `${server.address}${name}/`);
      await page.waitForSelector('[data-diagram] svg, .mermaid svg');
      assert.deepEqual([complaints, server.lacked], [[], []]);
      await page.context().close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is whole without scripts', async () => {
    await using server = await serveFolder(site);
    const { page } = await openDeck(browser, `${server.address}nix-talk/`, { javaScriptEnabled: false });
    assert.match(await page.innerText('[data-cell="1"]'), /nix \(Nix\) 2\./);
    // Nobody takes their steps.
    const steps = await page
      .locator('.slides .fragment')
      .evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).visibility + getComputedStyle(one).opacity),
      );
    assert.deepEqual([...new Set(steps)], ['visible1']);
    const last = page.locator('.slides > section').last();
    assert.ok(await last.isVisible());
    await page.context().close();
  });
});
