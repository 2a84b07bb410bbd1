import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { smallSite } from '../publish/small-site.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { serveFolder } from '../support/static-server.ts';

const site = smallSite({ 'talk/deck.md': '# First\n\nA *word*.\n\n---\n\n## Second\n\n- one\n' });
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  await site.build({});
});
after(async () => {
  await browser.close();
  site.remove();
});

describe('slides, as a screen reader has them', () => {
  it('are a text with headings, of which one slide is there at a time', async () => {
    await using server = await serveFolder(site.folder);
    const { page } = await openDeck(browser, `${server.address}talk/`);
    const reader = await page.context().newCDPSession(page);
    const said = async () => {
      const { nodes } = await reader.send('Accessibility.getFullAXTree');
      return nodes
        .filter(({ ignored, role }) => !ignored && ['application', 'main', 'heading'].includes(role?.value))
        .map(({ role, name }) => `${role?.value} ${name?.value ?? ''}`.trim());
    };
    assert.deepEqual(await said(), ['main', 'heading First']);
    await page.keyboard.press('Space');
    await page.waitForFunction(() => location.hash === '#/1');
    assert.deepEqual(await said(), ['main', 'heading Second']);
    await page.context().close();
  });
});
