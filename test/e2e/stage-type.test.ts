import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck, showCell, waitForState } from '../support/browser.ts';
import { realMachinery } from '../support/sessions.ts';

const deck = `# Grows

Words above it.

\`\`\`bash {run name=grows}
echo one
echo two
# and then the rest
seq 60
\`\`\`

---

# Both fail

Some words before it.

\`\`\`bash {run name=first}
set -e
for i in 1 2 3; do
  echo "$i"
done
seq 6 >&2
exit 3
\`\`\`

\`\`\`bash {run name=second}
cd /
seq 10 >&2
exit 4
\`\`\`

---

# A long line

\`\`\`bash {run name=wide output=right}
echo "fifty-three letters wide, that is more than a half"
\`\`\`

\`\`\`bash {terminal rows=6}
\`\`\`
`;

let folder = '';
let server: PisteServer;
let browser: Browser;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-type-'));
  await mkdir(join(folder, 'talk'));
  await writeFile(join(folder, 'talk', 'deck.md'), deck);
  server = await serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery: realMachinery });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** The type of a slide's heading and of its code, in px of the canvas. */
async function typeOf(page: Page): Promise<{ heading: number; code: number }> {
  const px = (selector: string): Promise<number> =>
    page
      .locator(`section.present ${selector}`)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  return { heading: await px('h1'), code: await px('.cell-source pre') };
}

describe('type on a stage', () => {
  it('keeps its size while an output comes, which scrolls and says how much has gone by', async () => {
    const { page } = await openDeck(browser, `${server.address}talk/`);
    await showCell(page, 'grows');
    await page.evaluate(() => document.fonts.ready);
    const before = await typeOf(page);
    await page.click('figure[data-cell="grows"] [data-action="run"]');
    await waitForState(page, 'grows', ['ok']);
    const output = page.locator('figure[data-cell="grows"] [data-output]');
    // It is said anew when the last lines have come into sight.
    await page.waitForFunction(
      (one) => /^\d\d more lines$/.test(one?.getAttribute('data-above') ?? ''),
      await output.elementHandle(),
    );
    assert.deepEqual(await typeOf(page), before);
    assert.equal(
      await page.evaluate(() => {
        const source = document.querySelector('section.present .cell-source pre');
        return source && source.scrollHeight - source.clientHeight;
      }),
      0,
    );
    await page.context().close();
  });

  it('stays readable where demos fail: outputs scroll before it is smaller than three quarters', async () => {
    const { page } = await openDeck(browser, `${server.address}talk/`);
    for (const name of ['first', 'second']) {
      await showCell(page, name);
      await page.click(`figure[data-cell="${name}"] [data-action="run"]`);
      await waitForState(page, name, ['failed']);
    }
    await page.evaluate(() => document.fonts.ready);
    const { code } = await typeOf(page);
    assert.ok(code >= 0.75 * 22 - 0.1, `${code} px`);
    await page.context().close();
  });

  it('does not shrink for one long line beside an output', async () => {
    const { page } = await openDeck(browser, `${server.address}talk/`);
    await showCell(page, 'wide');
    await page.evaluate(() => document.fonts.ready);
    const { heading, code } = await typeOf(page);
    assert.ok(Math.abs(heading - 32 * 1.9) < 0.1, `heading ${heading} px`);
    assert.ok(code >= 0.8 * 22 - 0.1, `code ${code} px`);
    await page.context().close();
  });
});
