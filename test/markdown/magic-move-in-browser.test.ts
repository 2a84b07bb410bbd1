import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type ShownDecks, showDecks } from '../support/shown-decks.ts';

const deck = `## A file

\`\`\`\`md magic-move
\`\`\`txt {*|2}
one
two
\`\`\`
\`\`\`txt
zero
one
three
\`\`\`
\`\`\`\`
`;

let shown: ShownDecks;
before(async () => {
  shown = await showDecks({ moves: deck });
});
after(() => shown[Symbol.asyncDispose]());

/** The lines of the state that is shown; `>` marks those that are lit. */
const state = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.magic-state')]
      .filter((one) => getComputedStyle(one).visibility === 'visible')
      .map((one) =>
        [...one.querySelectorAll('.line:not(.ghost)')]
          .map((line) => `${line.matches('.lit') ? '>' : ''}${line.textContent}`)
          .join(' '),
      )
      .join(' | '),
  );

/** Notes what begins to move. */
const watchMoves = (page: Page) =>
  page.evaluate(() => {
    const animate = Element.prototype.animate;
    document.body.dataset.moved = '';
    Element.prototype.animate = function (frames, options) {
      const kind = JSON.stringify(frames).includes('transform')
        ? 'moves'
        : this.matches('.ghost')
          ? 'goes'
          : 'comes';
      if (this.closest('.magic-move')) document.body.dataset.moved += `${this.textContent} ${kind}, `;
      return animate.call(this, frames, options);
    };
  });

describe('magic move', () => {
  it('steps through lines and states, forth and back', async () => {
    const { page } = await shown.open('moves');
    await watchMoves(page);
    const seen = [await state(page)];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      await page.keyboard.press(key);
      seen.push(await state(page));
    }
    assert.deepEqual(seen, ['one two', 'one >two', 'zero one three', 'one >two']);
    assert.equal(
      await page.evaluate(() => document.body.dataset.moved),
      'zero comes, one moves, three comes, two goes, one moves, two comes, zero goes, three goes, ',
    );
    await page.context().close();
  });

  it('does not move for who asked for less motion', async () => {
    const { page } = await shown.open('moves', { reducedMotion: 'reduce' });
    await watchMoves(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal(await state(page), 'zero one three');
    assert.equal(await page.evaluate(() => document.body.dataset.moved), '');
    await page.context().close();
  });

  it('is one state after the other in the article, and without scripts', async () => {
    for (const [path, options] of [
      ['moves/article', {}],
      ['moves/', { javaScriptEnabled: false }],
    ] as const) {
      const context = await shown.browser.newContext(options);
      const page = await context.newPage();
      await page.goto(`${shown.address}${path}`);
      assert.equal(await state(page), 'one two | zero one three');
      await context.close();
    }
  });
});
