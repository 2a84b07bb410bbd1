import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { projectDir } from '../../src/environment/places.ts';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck, outputOf, showCell, stateOf, waitForState } from '../support/browser.ts';
import { realMachinery } from '../support/sessions.ts';

const decks = join(projectDir, 'decks');
let server: PisteServer;
let browser: Browser;

before(async () => {
  server = await serveDecks({ paths: [decks], host: '127.0.0.1', port: 0, machinery: realMachinery });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
});

describe('every runnable cell of our decks, clicked in a real browser', () => {
  for (const name of readdirSync(decks).sort()) {
    it(name, async () => {
      const deck = await loadDeck(join(decks, name));
      assert.deepEqual(deck.problems, []);
      const { page, complaints } = await openDeck(browser, `${server.address}${name}/`);
      for (const cell of deck.cells) {
        await showCell(page, cell.id);
        const figure = page.locator(`figure[data-cell="${cell.id}"]`);
        // A cell that comes as a fragment has to be brought up first, as a speaker would.
        for (let step = 0; step < 20 && !(await figure.locator('[data-action=run]').isVisible()); step++) {
          await page.keyboard.press('PageDown');
        }
        await figure.locator('[data-action=run]').click();
        if (cell.kind === 'terminal' || cell.kind === 'repl') {
          await waitForState(page, cell.id, ['running']);
          await page.waitForSelector(`[data-terminal][data-cell="${cell.id}"] .xterm-rows`);
          continue;
        }
        await waitForState(page, cell.id, ['ok', 'failed', 'error', 'cancelled'], 90_000);
        const status = await figure.locator('.cell-status').textContent();
        assert.equal(
          await stateOf(page, cell.id),
          'ok',
          `${name}:${cell.line} ${status}\n${await outputOf(page, cell.id)}`,
        );
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
});
