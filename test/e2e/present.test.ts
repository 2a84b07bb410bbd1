import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { MachineError } from '../../src/errors.ts';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck, outputOf, showCell, stateOf, waitForState } from '../support/browser.ts';
import { realMachinery } from '../support/sessions.ts';

const deck = `# First

A paragraph.

---

# Runs

\`\`\`bash {run name=count}
for i in 1 2 3; do echo line $i; done; x=kept
\`\`\`

\`\`\`bash {run name=slow}
echo begun; sleep 1000
\`\`\`

---

# Before

\`\`\`bash {run name=uses}
echo "x is $x"
\`\`\`

\`\`\`bash {run name=fails}
echo wrong; (exit 3)
\`\`\`

---

# Steps

one <!-- .element: class="fragment" -->

two <!-- .element: class="fragment" -->

---

# Terminal

\`\`\`bash {terminal name=term session=desk}
echo typed
\`\`\`
`;

let server: PisteServer;
let browser: Browser;
let folder = '';
const file = () => join(folder, 'talk', 'deck.md');

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-e2e-'));
  await mkdir(join(folder, 'talk'));
  await writeFile(file(), deck);
  server = await serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery: realMachinery });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const open = (hash = '') => openDeck(browser, `${server.address}talk/${hash}`);

describe('running cells', () => {
  it('shows output and state; a second tab sees the same run, and so does one that comes later', async () => {
    const [{ page: one }, { page: two }] = await Promise.all([open('#/1'), open('#/1')]);
    await one.click('figure[data-cell=count] [data-action=run]');
    for (const page of [one, two]) {
      await waitForState(page, 'count', ['ok']);
      assert.equal(await outputOf(page, 'count'), 'line 1\nline 2\nline 3');
    }
    const { page: late } = await open('#/1');
    await waitForState(late, 'count', ['ok']);
    assert.equal(await outputOf(late, 'count'), 'line 1\nline 2\nline 3');
    for (const page of [one, two, late]) await page.context().close();
  });

  it('streams, can be cancelled by the keyboard, and runs again', async () => {
    const { page } = await open('#/1');
    await page.click('figure[data-cell=slow] [data-action=run]');
    await page.waitForFunction(() =>
      document.querySelector('figure[data-cell=slow] [data-output]')?.textContent?.includes('begun'),
    );
    assert.equal(await stateOf(page, 'slow'), 'running');
    await page.keyboard.press('c');
    await waitForState(page, 'slow', ['cancelled']);
    await page.click('figure[data-cell=count] [data-action=run]');
    await waitForState(page, 'count', ['ok']);
    await page.context().close();
  });

  it('runs what a cell stands on first; a failed cell shows its status; reset forgets', async () => {
    const { page } = await open('#/1');
    await page.keyboard.press('Shift+X');
    await waitForState(page, 'count', ['idle']);
    await page.click('figure[data-cell=count] [data-action=run]');
    await waitForState(page, 'count', ['ok']);
    await showCell(page, 'fails');
    await page.click('figure[data-cell=slow] [data-action=run]', { force: true }).catch(() => undefined);
    await page.context().close();
    const { page: fresh } = await open('#/2');
    await fresh.keyboard.press('Shift+X');
    await waitForState(fresh, 'count', ['idle']);
    await fresh.click('figure[data-cell=uses] [data-action=run]');
    await waitForState(fresh, 'slow', ['running']);
    // It ran before the reset, and what it left is kept.
    assert.equal(await stateOf(fresh, 'count'), 'recorded');
    assert.equal(await stateOf(fresh, 'uses'), 'queued');
    await fresh.context().close();
  });

  it('asked for before the server has answered are run when it has', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let connect = () => {};
    const asked = new Promise<void>((done) => {
      connect = done;
    });
    await page.routeWebSocket(/\/live/, async (socket) => {
      const server = socket.connectToServer();
      server.onMessage(async (message) => {
        await asked;
        socket.send(message);
      });
    });
    await page.goto(`${server.address}talk/#/1`);
    await page.waitForSelector('.reveal.ready');
    await page.keyboard.press('Shift+X');
    await page.click('figure[data-cell=count] [data-action=run]');
    connect();
    await waitForState(page, 'count', ['ok']);
    await context.close();
  });

  it('a clicker runs nothing', async () => {
    const { page } = await open('#/1');
    await page.keyboard.press('Shift+X');
    await waitForState(page, 'slow', ['idle']);
    await page.focus('figure[data-cell=count] [data-action=run]');
    for (const key of [
      'PageUp',
      'PageDown',
      '.',
      'F5',
      'Escape',
      'Escape',
      'b',
      'b',
      'ArrowLeft',
      'ArrowRight',
      ' ',
    ]) {
      if (key !== 'F5') await page.keyboard.press(key);
    }
    assert.equal(await stateOf(page, 'count'), 'idle');
    assert.equal(await stateOf(page, 'slow'), 'idle');
    await page.context().close();
  });
});

describe('live reload', () => {
  it('keeps slide, fragment and outputs; shows what is wrong and forgets it when mended', async () => {
    const { page } = await open('#/1');
    await page.click('figure[data-cell=count] [data-action=run]');
    await waitForState(page, 'count', ['ok']);
    await page.evaluate(() => {
      location.hash = '#/3';
    });
    await page.getByRole('heading', { name: 'Steps' }).waitFor();
    await page.keyboard.press('PageDown');
    await page.waitForSelector('section.present .fragment.visible');
    await writeFile(
      file(),
      deck.replace('A paragraph.', 'Another one.').replace('{run name=fails}', '{run name=fails tiemout=3s}'),
    );
    const problem = page.locator('.problems');
    await problem.waitFor();
    const text = (await problem.textContent()) ?? '';
    assert.match(text, /deck\.md:25:25 /);
    assert.match(text, /tiemout/);
    assert.match(text, /timeout/);
    assert.equal(await page.locator('section.present h1').textContent(), 'Steps');
    assert.equal(await page.locator('section.present .fragment.visible').count(), 1);
    await writeFile(file(), deck.replace('A paragraph.', 'Another one.'));
    await problem.waitFor({ state: 'detached' });
    assert.equal(await outputOf(page, 'count'), 'line 1\nline 2\nline 3');
    assert.match((await page.locator('.slides section').first().textContent()) ?? '', /Another one\./);
    await page.context().close();
  });
});

describe('a terminal', () => {
  it('takes typing, has the body typed in and not entered, survives a dropped connection, and Esc leaves it', async () => {
    const { page } = await open('#/4');
    const rows = () => page.locator('[data-terminal] .xterm-rows').innerText();
    const shows = (text: string) =>
      page.waitForFunction(
        (wanted) =>
          document.querySelector<HTMLElement>('[data-terminal] .xterm-rows')?.innerText.includes(wanted),
        text,
      );
    await page.keyboard.press('Shift+X');
    await page.click('figure[data-cell=term] [data-action=run]');
    await shows('$ echo typed');
    assert.doesNotMatch(await rows(), /^typed/m);
    await page.click('[data-terminal] .xterm-screen');
    await page.keyboard.type(' and $((40 + 2))');
    await page.keyboard.press('Enter');
    await shows('typed and 42');
    await page.context().setOffline(true);
    await page.reload().catch(() => undefined);
    await page.waitForURL(/^chrome-error:/, { waitUntil: 'commit' });
    await page.context().setOffline(false);
    await page.goto(`${server.address}talk/#/4`);
    await page.waitForSelector('.reveal.ready');
    await page.click('[data-terminal]');
    await shows('typed and 42');
    await page.click('[data-terminal] .xterm-screen');
    await page.keyboard.press('Escape');
    assert.equal(
      await page.evaluate(() => document.activeElement?.closest('[data-terminal]') === null),
      true,
    );
    await page.context().close();
  });
});

describe('without', () => {
  it('JavaScript the slides can be read', async () => {
    const { page } = await openDeck(browser, `${server.address}talk/`, { javaScriptEnabled: false });
    assert.match(await page.locator('body').innerText(), /First[\s\S]*A(nother| paragraph)[\s\S]*Terminal/);
    await page.context().close();
  });

  it('an engine the decks are presented, and the page says why nothing runs and what mends it', async () => {
    const lame = await serveDecks({
      paths: [folder],
      host: '127.0.0.1',
      port: 0,
      machinery: () => Promise.reject(new MachineError('runc is not installed', 'apt-get install -y runc')),
    });
    const { page } = await openDeck(browser, `${lame.address}talk/#/1`);
    await page.waitForFunction(() => document.body.textContent?.includes('runc is not installed'));
    assert.equal(await page.locator('figure[data-cell=count] [data-action=run]').isDisabled(), true);
    await page.context().close();
    await lame.close();
  });
});
