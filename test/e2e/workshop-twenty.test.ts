import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, outputOf, waitForState } from '../support/browser.ts';
import { type Presenting, present } from '../support/piste.ts';

const deck = `# A word

\`\`\`text {file=word.txt name=word}
nobody
\`\`\`

\`\`\`bash {run name=read}
cat word.txt
\`\`\`
`;

const visitors = Array.from({ length: 20 }, (_, index) => `visitor-${String.fromCharCode(97 + index)}`);

let folder = '';
let server: Presenting;
let browser: Browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'piste-twenty-'));
  const file = join(folder, 'deck', 'words.md');
  mkdirSync(dirname(file));
  writeFileSync(file, deck);
  const data = join(folder, 'data');
  server = await present([file, '--sessions', '20', '--data', data], process.env, 'workshop');
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  server?.child.kill('SIGTERM');
  await server?.exited;
  rmSync(folder, { recursive: true, force: true });
});

/** A page in a browser of its own: nothing is shared but the program. */
async function visit(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const page = await context.newPage();
  await page.goto(server.address);
  await page.waitForSelector('figure[data-cell="word"] [data-edit="open"]');
  return page;
}

const button = (cell: string, action: string) =>
  `figure[data-cell="${cell}"] button[data-action="${action}"]`;

/** Marks the cell that reads the word once it runs again. */
const noteReruns = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const figure = document.querySelector('figure[data-cell=read]');
    if (!figure) return;
    new MutationObserver(() => {
      if (figure.getAttribute('data-state') === 'running') figure.classList.add('has-rerun');
    }).observe(figure, { attributeFilter: ['data-state'] });
  });

/** Puts a word in the place of the author's and runs the cell that reads it. */
async function writeWord(page: Page, word: string): Promise<void> {
  await page.click('figure[data-cell="word"] [data-edit="open"]');
  await page.fill('figure[data-cell="word"] textarea', word);
  await page.click(button('word', 'run'));
  await waitForState(page, 'word', ['ok'], 60_000);
  await page.click(button('read', 'run'));
  await waitForState(page, 'read', ['ok'], 60_000);
}

/** Gives the visitor's seat back, as the page itself would ask for it. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const socket = new WebSocket('/live?deck=words');
        socket.addEventListener('open', () => socket.send('{"type":"leave"}'));
        socket.addEventListener('message', ({ data }) => {
          if (/"type":"seat","state":"none"/.test(String(data))) done();
        });
      }),
  );
  await page.context().close();
}

/** Types into the first terminal at the page's foot, and waits until it shows this. */
async function typed(page: Page, text: string, shown: string): Promise<string> {
  if ((await page.locator('.xterm-rows').count()) === 0) await page.click('.dock-toggle');
  const rows = page.locator('.xterm-rows');
  await page.waitForFunction(
    () => document.querySelector('.xterm-rows')?.textContent?.includes('$'),
    undefined,
    { timeout: 60_000 },
  );
  await page.locator('.xterm-helper-textarea').focus();
  await page.keyboard.type(`${text}\n`);
  await page.waitForFunction(
    (end) => document.querySelector('.xterm-rows')?.textContent?.includes(end),
    shown,
    { timeout: 60_000 },
  );
  return (await rows.textContent()) ?? '';
}

describe('twenty visitors at once', () => {
  it('have each an own text, an own session and an own terminal; one more waits', async () => {
    const pages = await Promise.all(visitors.map(visit));
    await Promise.all(pages.map((page, index) => writeWord(page, visitors[index] ?? '')));
    // All twenty have written before the first one looks again.
    const seen = await Promise.all(
      pages.map(async (page) => ({
        output: await outputOf(page, 'read'),
        terminal: await typed(page, 'ls; cat word.txt; echo all$((1))', 'all1'),
      })),
    );
    for (const [index, word] of visitors.entries()) {
      const { output = '', terminal = '' } = seen[index] ?? {};
      assert.equal(output, word);
      assert.match(terminal, new RegExp(word));
      const others = visitors.filter((other) => other !== word);
      assert.deepEqual(
        others.filter((other) => terminal.includes(other)),
        [],
      );
    }

    const late = await visit();
    const heard = late.waitForEvent('websocket').then(
      (socket) =>
        new Promise<void>((done) =>
          socket.on('framereceived', ({ payload }) => {
            if (/"state":"waiting","position":1,"of":1/.test(String(payload))) done();
          }),
        ),
    );
    await late.reload();
    await late.click(button('word', 'run'));
    await heard;
    if (pages[0]) await leave(pages[0]);
    await waitForState(late, 'word', ['ok'], 60_000);
    await late.click(button('read', 'run'));
    await waitForState(late, 'read', ['ok'], 60_000);
    assert.equal(await outputOf(late, 'read'), 'nobody');
    // Who has a seat has kept it. What a page showed before is not what it shows now.
    await Promise.all(pages.slice(1).map(noteReruns));
    await Promise.all(pages.slice(1).map((page) => page.click(button('read', 'run'))));
    for (const [index, page] of pages.slice(1).entries()) {
      await page.waitForSelector('figure[data-cell=read].has-rerun[data-state=ok]', { timeout: 60_000 });
      assert.equal(await outputOf(page, 'read'), visitors[index + 1]);
    }
  });
});
