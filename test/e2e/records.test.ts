import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { MachineError } from '../../src/errors.ts';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck, outputOf, showCell, stateOf, waitForState } from '../support/browser.ts';
import { cli } from '../support/piste.ts';
import { realMachinery } from '../support/sessions.ts';

const deck = `# Plays

\`\`\`bash {run name=slow session=slow}
echo one; sleep 2; echo two
\`\`\`

\`\`\`bash {run name=quick}
echo quick; x=kept
\`\`\`

---

# Differs

\`\`\`bash {run name=luck session=luck}
echo "$RANDOM$RANDOM"
\`\`\`

---

# By hand

\`\`\`bash {run name=late timeout=1s session=hand}
test -e hang && sleep 1000; echo in time
\`\`\`

\`\`\`bash {terminal name=term session=hand}
\`\`\`

---

# Drawn

\`\`\`bash {run name=graph show=graph session=graph}
echo 'digraph { a -> b }'
\`\`\`
`;

let server: PisteServer;
let browser: Browser;
let folder = '';
let today = '';
const file = () => join(folder, 'talk', 'deck.md');
const serve = (machinery = realMachinery) =>
  serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-e2e-'));
  await mkdir(join(folder, 'talk'));
  await writeFile(file(), deck);
  await promisify(execFile)(process.execPath, [cli, 'run', file()]);
  server = await serve();
  browser = await openBrowser();
  const { page } = await open('', { javaScriptEnabled: false });
  const title = await page.getAttribute('[data-cell=slow] [data-action=replay]', 'title');
  today = title?.replace('Replay what was ', '') ?? '';
  await page.context().close();
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const open = (hash = '', options: BrowserContextOptions = {}, from = server) =>
  openDeck(browser, `${from.address}talk/${hash}`, options);
const cell = (name: string, inside = '') => `figure[data-cell=${name}] ${inside}`;
const wordsOf = (page: Page, name: string) => page.innerText(cell(name, '.cell-status'));
const playing = (name: string) => `${cell(name).trim()}[data-playing]`;
/** The mark at an output that is a record. */
const markOf = (page: Page, name: string) => page.getAttribute(cell(name, '[data-output]'), 'data-recorded');
const shows = (page: Page, name: string, text: string) =>
  page.waitForFunction(
    ([selector, wanted]) => document.querySelector(selector ?? '')?.textContent === wanted,
    [cell(name, '[data-output]'), text],
  );

/** Replays take their time: what is done meanwhile must not be too late. */
const playSlowly = (page: Page) =>
  page.evaluate(() => sessionStorage.setItem('piste-player', '{"speed":0.5,"shortSilences":false}'));

describe('a replay', () => {
  it('plays by a key with the recorded timing, or silences shortened, and can be steered', async () => {
    const { page, complaints } = await open();
    await playSlowly(page);
    assert.match(today, /^recorded \d+ \w{3} \d{4}$/);
    await page.keyboard.press('p');
    await shows(page, 'slow', 'one\n');
    await page.keyboard.press('p');
    assert.equal(await page.getAttribute(cell('slow', '[data-player=pause]'), 'data-running'), 'false');
    assert.equal(await stateOf(page, 'slow'), 'recorded');
    assert.equal(await markOf(page, 'slow'), today);
    assert.ok((await wordsOf(page, 'slow')).startsWith(today));

    const time = page.locator(cell('slow', '.time'));
    assert.match(await time.innerText(), / \/ 0:02$/);
    await page.click(cell('slow', '[data-player=silences]'));
    assert.match(await time.innerText(), / \/ 0:01$/);
    for (const [key, speed] of [
      ['>', '1×'],
      ['>', '2×'],
      ['+', '4×'],
      ['>', '4×'],
      ['<', '2×'],
      ['-', '1×'],
    ]) {
      await page.keyboard.press(key ?? '');
      assert.equal(await page.innerText(cell('slow', '[data-player=speed]')), speed);
    }
    await page.locator(cell('slow', 'input')).fill('0');
    await shows(page, 'slow', '');
    await page.locator(cell('slow', 'input')).evaluate((slider: HTMLInputElement) => slider.blur());
    await page.keyboard.press('p');
    await shows(page, 'slow', 'one\ntwo\n');
    await page.waitForSelector(playing('slow'), { state: 'detached' });
    assert.equal(await stateOf(page, 'slow'), 'recorded');
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('goes on to the next cell, ends at once by Esc, and gives way to a live run', async () => {
    const { page } = await open();
    await playSlowly(page);
    await page.keyboard.press('p');
    await page.waitForSelector(playing('slow'));
    await page.keyboard.press('Escape');
    await shows(page, 'slow', 'one\ntwo\n');
    await page.keyboard.press('p');
    await shows(page, 'quick', 'quick\n');
    await page.click(cell('slow', '[data-action=replay]'));
    await page.waitForSelector(playing('slow'));
    await page.click(cell('slow', '[data-action=run]'));
    await waitForState(page, 'slow', ['running']);
    await page.click(cell('slow', '[data-action=replay]'), { force: true });
    assert.equal(await page.locator(playing('slow')).count(), 0);
    await shows(page, 'slow', 'one\n');
    assert.equal(await markOf(page, 'slow'), null);
    await page.waitForSelector('.corner >> text=This cell is running');
    await waitForState(page, 'slow', ['ok']);
    assert.equal(await outputOf(page, 'slow'), 'one\ntwo');
    await page.context().close();
  });

  it('keeps the focus of who presses its buttons by Tab and Enter', async () => {
    const { page } = await open();
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName,
      );
    await playSlowly(page);
    await page.focus(cell('slow', '[data-action=run]'));
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Replay');
    await page.keyboard.press('Enter');
    await page.waitForSelector(playing('slow'));
    assert.equal(await focused(), 'Pause the replay');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Place in the replay');
    await page.keyboard.press('p');
    await page.keyboard.press('End');
    await shows(page, 'slow', 'one\ntwo\n');
    await page.keyboard.press('Escape');
    assert.equal(await focused(), 'Replay');
    await page.context().close();
  });

  it('stays when the deck is saved', async () => {
    const { page } = await open();
    await page.click(cell('quick', '[data-action=replay]'));
    await waitForState(page, 'quick', ['recorded']);
    await shows(page, 'quick', 'quick\n');
    await writeFile(file(), (await readFile(file(), 'utf8')).replace('# Plays', '# Plays well'));
    await page.waitForSelector('h1 >> text=Plays well');
    assert.equal(await stateOf(page, 'quick'), 'recorded');
    assert.equal(await outputOf(page, 'quick'), 'quick');
    assert.equal(await markOf(page, 'quick'), today);
    await page.context().close();
  });

  it('is its end at once for who wants less motion', async () => {
    const { page } = await open('', { reducedMotion: 'reduce' });
    await page.keyboard.press('Shift+X');
    await waitForState(page, 'slow', ['idle']);
    await page.keyboard.press('p');
    await waitForState(page, 'slow', ['recorded']);
    assert.equal(await outputOf(page, 'slow'), 'one\ntwo');
    assert.equal(await page.locator(playing('slow')).count(), 0);
    await page.context().close();
  });

  it('is never begun by what a clicker sends', async () => {
    const { page } = await open();
    await page.focus(cell('quick', '[data-action=replay]'));
    for (const key of ['PageUp', '.', '.', 'b', 'b', 'ArrowLeft', 'Enter', 'Escape', 'Escape'])
      await page.keyboard.press(key);
    assert.equal(await page.locator('[data-playing], [data-recorded]').count(), 0);
    await page.context().close();
  });
});

describe('where nothing can run', () => {
  it('Run plays what is recorded, and the page says so once', async () => {
    const lame = await serve(() => Promise.reject(new MachineError('runc is not installed', 'install it')));
    const { page } = await open('', {}, lame);
    await page.waitForSelector('.corner >> text=runc is not installed');
    const run = page.locator(cell('slow', '[data-action=run]'));
    assert.equal(await run.isEnabled(), true);
    assert.equal(await run.getAttribute('title'), 'Plays what is recorded');
    await playSlowly(page);
    await page.keyboard.press('Shift+R');
    await shows(page, 'slow', 'one\n');
    assert.equal(await stateOf(page, 'quick'), 'idle');
    await shows(page, 'quick', 'quick\n');
    assert.equal(await outputOf(page, 'slow'), 'one\ntwo');
    assert.equal(await page.locator('.corner >> text=What is recorded plays instead').count(), 1);
    await page.context().close();
    await lame.close();
  });

  it('Run plays it without a server too', async () => {
    const gone = await serve();
    const { page } = await open('', {}, gone);
    await page.waitForFunction(() => {
      const names = performance.getEntriesByType('resource').map(({ name }) => name);
      const keys = [...document.querySelectorAll<HTMLElement>('[data-record]')].map(
        (one) => one.dataset.record,
      );
      return keys.every((key) => names.some((name) => name.endsWith(`/${key}.json`)));
    });
    await gone.close();
    await page.waitForSelector('.corner >> text=Reconnecting');
    await showCell(page, 'luck');
    await page.keyboard.press('r');
    await waitForState(page, 'luck', ['recorded']);
    await page.waitForSelector(
      '.corner >> text=There is no connection to Piste. What is recorded plays instead.',
    );
    await page.context().close();
  });
});

describe('a live run', () => {
  it('that differs from its record says so, and shows how', async () => {
    const { page } = await open('#/1');
    const recorded = await page.evaluate(async () => {
      const key = document.querySelector<HTMLElement>('[data-cell=luck]')?.dataset.record;
      const { frames } = await (await fetch(`outputs/${key}.json`)).json();
      return String(frames.at(-1)?.[2]?.[0]);
    });
    await page.keyboard.press('r');
    await page.waitForSelector(`${cell('luck').trim()}[data-drift]`);
    const now = await outputOf(page, 'luck');
    await page.focus(cell('luck', '[data-action=run]'));
    for (let presses = 0; presses < 4; presses++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const panel = page.locator('dialog.drift[open]');
    assert.match(await panel.locator('.removed').last().innerText(), new RegExp(`^−\\s*${recorded}\\s*$`));
    assert.match(await panel.locator('.added').last().innerText(), new RegExp(`^\\+\\s*${now}\\s*$`));
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-action'));
    assert.equal(await focused(), 'diff');
    await page.keyboard.press('Shift+D');
    await panel.waitFor();
    await page.context().close();
  });

  it('that takes too long has its record in its place; a session changed by hand can be made what it was', async () => {
    const { page } = await open('#/2');
    await page.keyboard.press('t');
    await page.waitForFunction(() => document.querySelector('.xterm-rows')?.textContent?.includes('$'));
    await page.keyboard.type('touch hang; echo made$((1))\n');
    await page.waitForFunction(() => document.querySelector('.xterm-rows')?.textContent?.includes('made1'));
    const line = page.locator('.corner p', { hasText: 'Session hand changed by hand' });
    await line.waitFor();
    assert.equal(await line.getAttribute('title'), 'Outputs may differ from the recorded ones.');
    await page.keyboard.press('Escape');
    await page.click(cell('late', '[data-action=run]'));
    await page.waitForSelector(`${cell('late').trim()}[data-fallback]`);
    await shows(page, 'late', 'in time\n');
    assert.equal(await stateOf(page, 'late'), 'recorded');
    assert.ok((await wordsOf(page, 'late')).endsWith(`· ${today}`), await wordsOf(page, 'late'));
    assert.equal(await markOf(page, 'late'), today);
    const { page: later } = await open('#/2');
    await shows(later, 'late', 'in time\n');
    assert.equal(await stateOf(later, 'late'), 'recorded');

    await line.getByRole('button', { name: 'Reset to here' }).click();
    await line.waitFor({ state: 'detached' });
    // The page itself forgets at once; the other one hears it from the server.
    await waitForState(later, 'late', ['idle']);
    await later.context().close();
    await waitForState(page, 'late', ['idle']);
    await page.click(cell('late', '[data-action=run]'));
    await waitForState(page, 'late', ['ok']);
    assert.equal(await outputOf(page, 'late'), 'in time');
    assert.equal(await markOf(page, 'late'), null);
    await page.context().close();
  });

  it('has its picture below its lines, and a replay has the same one', async () => {
    const { page } = await open('#/3');
    const picture = page.locator(cell('graph', '.picture-place'));
    await page.keyboard.press('r');
    await waitForState(page, 'graph', ['ok']);
    const live = await picture.innerHTML();
    assert.match(live, /<svg/);
    await page.keyboard.press('p');
    await waitForState(page, 'graph', ['recorded']);
    await picture.waitFor();
    assert.equal(await picture.innerHTML(), live);
    await page.keyboard.press('Shift+X');
    await waitForState(page, 'graph', ['idle']);
    assert.equal(await picture.count(), 0);
    await page.context().close();
  });
});

describe('recorded outputs', () => {
  it('are in the article, for who has no JavaScript too', async () => {
    for (const javaScriptEnabled of [false, true]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${server.address}talk/article`);
      assert.match(await page.innerText(cell('slow')), /one\s+two/);
      assert.ok((await page.innerText(cell('quick'))).includes(today));
      assert.equal(await page.locator('.picture-place svg').first().isVisible(), true);
      await context.close();
    }
  });

  it('are on the slides where the address or the paper asks for them', async () => {
    const asked = await open('?outputs=recorded');
    await shows(asked.page, 'quick', 'quick\n');
    assert.equal(await stateOf(asked.page, 'quick'), 'recorded');
    await asked.page.context().close();
    const { page } = await open('?print-pdf');
    await page.waitForSelector('.pdf-page [data-cell=quick]', { state: 'attached' });
    assert.equal(await outputOf(page, 'quick'), 'quick');
    assert.ok((await wordsOf(page, 'slow')).startsWith(today));
    await page.context().close();
  });
});
