import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';
import { openPixelLab, type PixelLab } from '../support/pixels.ts';

/** reveal.js' own themes, by the hour that they are made for. */
const themes = {
  light: ['beige', 'serif', 'simple', 'sky', 'solarized', 'white', 'white-contrast'],
  dark: ['black', 'black-contrast', 'blood', 'dracula', 'league', 'moon', 'night'],
};

const deckIn = (theme: string): string => `---
theme: ${theme}
---

# In a theme of reveal.js'

\`\`\`bash {run}
# a comment
for name in ridge slope; do echo "$name"; done
\`\`\`

> [!WARNING]
> Something with \`code\` and a [link](#/0).
`;

let folder = '';
let server: PisteServer;
let browser: Browser;
let lab: PixelLab;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-themes-'));
  for (const theme of [...themes.light, ...themes.dark, 'mine.css']) {
    const name = theme.replace('.css', '');
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'deck.md'), deckIn(theme));
  }
  await writeFile(join(folder, 'mine', 'mine.css'), ':root { --accent: #00695c; --page: #e0f2f1; }\n');
  server = await serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery: nothingRuns });
  browser = await openBrowser();
  lab = await openPixelLab(browser);
});
after(async () => {
  await lab.close();
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

describe('a theme of reveal.js', () => {
  for (const [mode, names] of Object.entries(themes)) {
    for (const theme of names) {
      it(`${theme} is ${mode}, and cells and alerts can be read on it`, async () => {
        // The reader's system asks for the other hour: the theme decides.
        const colorScheme = mode === 'dark' ? 'light' : 'dark';
        const { page, complaints } = await openDeck(browser, `${server.address}${theme}/`, {
          colorScheme,
          deviceScaleFactor: 2,
        });
        await page.evaluate(() => document.fonts.ready);
        assert.equal(await page.getAttribute('html', 'data-theme'), mode);
        // Its fonts are its own, and nobody else is asked for any.
        assert.deepEqual(complaints, []);
        await page.evaluate(() => {
          const output = document.querySelector('section.present [data-output]');
          if (output) output.innerHTML = '<pre><span class="line">a <span class="fg-2">b</span></span></pre>';
        });
        for (const selector of ['section.present .cell', 'section.present .alert']) {
          const seen = await lab.look(page, selector);
          assert.ok(seen.length > 3);
          assert.deepEqual(
            seen.filter(({ contrast }) => contrast < 4.5),
            [],
          );
        }
        await page.context().close();
      });
    }
  }

  it('has one set of colours, and `d` says so', async () => {
    const { page } = await openDeck(browser, `${server.address}moon/`, { colorScheme: 'light' });
    await page.keyboard.press('d');
    await page.getByText('there is no other to change to').waitFor();
    assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
    await page.context().close();
  });

  it('a style sheet of the deck itself sets the palette', async () => {
    const { page } = await openDeck(browser, `${server.address}mine/`, { colorScheme: 'light' });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, 'rgb(224, 242, 241)');
    await page.context().close();
  });
});
