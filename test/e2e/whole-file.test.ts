import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

const deck = `# Pieces

\`\`\`bash {file=all.sh}
echo begin
  <<middle>>
echo 'end'
\`\`\`

---

\`\`\`bash {chunk=middle}
echo middle
\`\`\`

---

# A patch

\`\`\`text {file=long.txt}
${lines(60)}
\`\`\`

---

\`\`\`diff {patch=long.txt name=patch}
 line 40
-line 41
+line forty-one
+line and a half
 line 42
\`\`\`

\`\`\`diff {patch=made-by-run name=unknown}
+x
\`\`\`

---

\`\`\`diff {patch=long.txt name=stepped step}
-line 1
+line one
\`\`\`

---

<!-- .slide: data-auto-animate -->

\`\`\`nix [shell.nix]
{
  gone = 1;
  stays = 2;
}
\`\`\`

---

<!-- .slide: data-auto-animate -->

\`\`\`nix [shell.nix]
{
  new = 3;
  newer = 4;
  stays = 2;
}
\`\`\`
`;

let server: PisteServer;
let browser: Browser;
let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-whole-'));
  await mkdir(join(folder, 'talk'));
  await writeFile(join(folder, 'talk', 'deck.md'), deck);
  server = await serveDecks({
    paths: [folder],
    host: '127.0.0.1',
    port: 0,
    machinery: nothingRuns,
  });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const open = async (hash: string, reducedMotion: 'reduce' | 'no-preference' = 'no-preference') =>
  openDeck(browser, `${server.address}talk/${hash}`, { reducedMotion });

/** What of a cell's source can be read, with `+` before lines that are marked as new. */
const seen = (page: Page, cell: string) =>
  page.evaluate((id) => {
    const pre = document.querySelector(`[data-cell="${id}"] .cell-source > pre:not([hidden])`);
    const shown = [...(pre?.querySelectorAll<HTMLElement>('.line, .gone') ?? [])].filter(
      (line) => getComputedStyle(line).display !== 'none',
    );
    return shown.map(
      (line) => `${line.matches('.whole-file .add') ? '+' : ''}${line.textContent?.trimEnd()}`,
    );
  }, cell);

/** Notes on the page what moves there, at the moment when it begins: a slow machine may look too late. */
const watchMovements = (page: Page) =>
  page.evaluate(() => {
    const noted: string[] = [];
    const watcher = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        for (const node of addedNodes)
          if (node instanceof HTMLElement && node.matches('.ghost')) noted.push(`${node.textContent}: fades`);
        if (!(target instanceof HTMLElement) || target.dataset.moment !== 'moving') continue;
        watcher.takeRecords();
        const height = Number.parseFloat(getComputedStyle(target).lineHeight);
        for (const { effect } of target.getAnimations({ subtree: true })) {
          if (!(effect instanceof KeyframeEffect)) continue;
          const [from, to] = effect.getKeyframes();
          const distance = /-?[\d.]+(?=px)/.exec(String(from?.transform ?? ''))?.[0];
          const how =
            distance === undefined
              ? `opacity ${from?.opacity} to ${to?.opacity}`
              : `moves ${-Math.round(Number(distance) / height)}`;
          noted.push(`${effect.target?.textContent?.trimEnd()}: ${how}`);
        }
        break;
      }
      if (noted.length > 0) document.body.dataset.movements = JSON.stringify(noted);
    });
    watcher.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-moment'],
    });
  });

const movementsOn = async (page: Page): Promise<readonly string[]> =>
  JSON.parse((await page.getAttribute('body', 'data-movements')) ?? '[]');

describe('the whole file of a patch', () => {
  it('is shown on demand, where it is known, at the lines that are new', async () => {
    const { page, complaints } = await open('#/3', 'reduce');
    assert.equal(await page.locator('[data-cell=unknown] [data-action=whole]').count(), 0);
    await watchMovements(page);
    const button = page.locator('[data-cell=patch] [data-action=whole]');
    assert.equal(await button.innerText(), 'Whole file');
    await button.click();
    assert.equal(await button.innerText(), 'Diff');
    const file = await seen(page, 'patch');
    assert.equal(file.length, 61);
    assert.deepEqual(file.slice(39, 43), ['line 40', '+line forty-one', '+line and a half', 'line 42']);
    const isInView = await page.evaluate(() => {
      const pre = document.querySelector('[data-cell=patch] .whole-file')?.getBoundingClientRect();
      const line = document.querySelector('[data-cell=patch] .whole-file .add')?.getBoundingClientRect();
      return pre && line && line.top >= pre.top && line.bottom <= pre.bottom;
    });
    assert.equal(isInView, true);
    assert.deepEqual(await movementsOn(page), []);
    await button.click();
    assert.equal((await seen(page, 'patch'))[1], '-line 41');
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('comes in a movement from before to after, and rests as it is after', async () => {
    const { page } = await open('#/3');
    await watchMovements(page);
    await page.click('[data-cell=patch] [data-action=whole]');
    await page.waitForSelector('body[data-movements]', { state: 'attached' });
    const moving = await movementsOn(page);
    assert.equal(moving.length, 19 + 1 + 2);
    for (const movement of [
      'line 42: moves 1',
      'line 60: moves 1',
      'line 41: opacity 1 to 0',
      'line forty-one: opacity 0 to 1',
    ])
      assert.ok(moving.includes(movement), `${movement} is in ${moving}`);
    await page.waitForFunction(() => !document.querySelector('.whole-file[data-moment]'));
    assert.ok(!(await seen(page, 'patch')).includes('line 41'));
    await page.context().close();
  });

  it('is a step of its slide, forth and back', async () => {
    const { page } = await open('#/4');
    assert.deepEqual(await seen(page, 'stepped'), ['-line 1', '+line one']);
    await watchMovements(page);
    await page.keyboard.press('PageDown');
    await page.waitForSelector('body[data-movements]', { state: 'attached' });
    assert.deepEqual(await movementsOn(page), ['line 1: opacity 1 to 0', 'line one: opacity 0 to 1']);
    await page.keyboard.press('PageUp');
    await page.waitForFunction(() => document.querySelector('[data-cell=stepped] .whole-file[hidden]'));
    assert.deepEqual(await seen(page, 'stepped'), ['-line 1', '+line one']);
    await page.context().close();
  });

  it('stays in view when the deck is saved', async () => {
    const { page } = await open('#/3', 'reduce');
    await page.click('[data-cell=patch] [data-action=whole]');
    await writeFile(join(folder, 'talk', 'deck.md'), deck.replace('# A patch', '# A patch, saved'));
    await page.waitForFunction(() => document.body.textContent?.includes('A patch, saved'));
    assert.equal((await seen(page, 'patch')).length, 61);
    await writeFile(join(folder, 'talk', 'deck.md'), deck);
    await page.context().close();
  });
});

describe('two slides that are one at two times', () => {
  it('move the lines that stay, fade in those that are new, and fade out those that are gone', async () => {
    const { page, complaints } = await open('#/5');
    await watchMovements(page);
    await page.keyboard.press('PageDown');
    await page.waitForSelector('section.present[data-auto-animate=running]');
    const found = await page.evaluate(() => {
      const sheet = [...document.querySelectorAll('style')].map((style) => style.textContent).join('');
      const height = Number.parseFloat(
        getComputedStyle(document.querySelector('section.present pre') ?? document.body).lineHeight,
      );
      return [...document.querySelectorAll<HTMLElement>('section.present .line:not(.ghost)')].map((line) => {
        const target = line.dataset.autoAnimateTarget;
        const moved = new RegExp(`target="${target}"\\] \\{[^}]*translate\\([^,]*, (-?[\\d.]+)px`).exec(
          sheet,
        );
        const what = target === 'unmatched' ? 'new' : 'stays';
        return `${line.textContent?.trim()} ${what}${moved ? ` ${Math.round(Number(moved[1]) / height)}` : ''}`;
      });
    });
    assert.deepEqual(found, [
      '{ stays',
      'new = 3; new',
      'newer = 4; new',
      'stays = 2; stays -1',
      '} stays -1',
    ]);
    assert.deepEqual(await movementsOn(page), ['  gone = 1;: fades']);
    await page.waitForFunction(() => !document.querySelector('.ghost'));
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('stand still for who asked for less motion', async () => {
    const { page } = await open('#/5', 'reduce');
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => location.hash === '#/6');
    assert.equal(await page.locator('[data-auto-animate-target], .ghost').count(), 0);
    await page.context().close();
  });
});

describe('a line that stands for a chunk', () => {
  it('is shown as it is written, and leads to the chunk', async () => {
    const { page } = await open('#/');
    assert.deepEqual(await seen(page, '1'), ['echo begin', '  <<middle>>', "echo 'end'"]);
    await page.click('.chunk-reference a');
    await page.waitForFunction(() => document.querySelector('section.present #chunk-middle'));
    assert.equal(await page.locator('section.present .code-title').innerText(), '<<middle>>');
    assert.equal(await page.locator('section.present [data-action]').count(), 0);
    await page.context().close();
  });
});
