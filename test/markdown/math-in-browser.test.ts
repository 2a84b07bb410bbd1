import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type ShownDecks, showDecks } from '../support/shown-decks.ts';

let shown: ShownDecks;
before(async () => {
  shown = await showDecks({
    plain: '# Nothing to set\n',
    formulas: '# Formulas\n\nA closure has $\\sum_{q} s(q)$ bytes.\n\n$$\nx^2\n$$\n',
  });
});
after(() => shown[Symbol.asyncDispose]());

const hasStyle = (page: Page, name: string) =>
  page.evaluate((one) => document.querySelector(`link[href$="${one}"]`) !== null, name);

describe('formulas', () => {
  it('come with their type, and are MathML for who listens', async () => {
    const { page, complaints } = await shown.open('formulas');
    assert.equal(await hasStyle(page, '/math.css'), true);
    assert.equal(
      await page.evaluate(() => document.fonts.load('16px KaTeX_Main').then((faces) => faces.length > 0)),
      true,
    );
    assert.equal(
      await page
        .locator('math')
        .first()
        .evaluate((math) => math.namespaceURI),
      'http://www.w3.org/1998/Math/MathML',
    );
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('are nothing that other decks have to load, until they have one', async () => {
    const { page } = await shown.open('plain');
    assert.equal(await hasStyle(page, '/math.css'), false);
    await shown.write('plain', '# Now $x$\n');
    await page.waitForSelector('.katex');
    assert.equal(await hasStyle(page, '/math.css'), true);
    await page.context().close();
  });
});
