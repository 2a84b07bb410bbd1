import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { serveWorkshop, type WorkshopServer } from '../../src/serve/workshop/serve-workshop.ts';
import { openProgress, type Progress } from '../../src/workshop/progress.ts';
import { createSeats } from '../../src/workshop/seats.ts';
import { seriousFaults } from '../support/axe.ts';
import { openBrowser, outputOf, waitForState } from '../support/browser.ts';
import { realMachinery } from '../support/sessions.ts';

const deck = await readFile(join(import.meta.dirname, '../fixtures/workshop/deck.md'), 'utf8');

let browser: Browser;
let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-workshop-'));
  for (const [name, text] of [
    ['first', deck],
    ['changed', deck],
    ['short', deck.replace('idle: 20m', 'idle: 20s')],
  ] as const) {
    // Beside the decks' folders: what is written there would make their pages load anew.
    await mkdir(join(folder, 'kept', name), { recursive: true });
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'deck.md'), text);
  }
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** A workshop of one deck, which can be ended and begun again where it was. */
async function openWorkshop(name: string, seats = 4, times = { awayMs: 60_000, crowdedAwayMs: 60_000 }) {
  let server: WorkshopServer;
  let progress: Progress;
  const begin = async (port: number) => {
    progress = openProgress({ dir: join(folder, 'kept', name), say: () => {} });
    server = await serveWorkshop({
      paths: [join(folder, name, 'deck.md')],
      host: '127.0.0.1',
      port,
      machinery: realMachinery,
      seats: createSeats(seats),
      progress,
      times,
    });
  };
  const end = async () => {
    await server.close();
    progress.close();
  };
  await begin(0);
  return {
    address: () => server.address,
    async restart(meanwhile = async () => {}) {
      const { port } = new URL(server.address);
      await end();
      await meanwhile();
      await begin(Number(port));
    },
    [Symbol.asyncDispose]: end,
  };
}

/** A visitor's page, ready; what the browser complains of fails the test that has opened it. */
async function visit(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  return openPage(context, address);
}

async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => assert.fail(error));
  await page.goto(address);
  await isTold(page);
  return page;
}

/** The server has said how all stands. */
const isTold = (page: Page) => page.waitForSelector('.limits:not(:empty)', { state: 'attached' });

const file = '[data-cell="1"]';
const goodMorning = 'echo "Good morning, $1!"';
const step = (name: string) => `section[data-step="${name}"] > .step-bar`;
const isDone = (page: Page, name: string) => page.waitForSelector(`${step(name)}[data-stand=done]`);
const stateBecomes = (page: Page, cell: string, state: string) => waitForState(page, cell, [state]);

async function edit(page: Page, text: string, { isOpen = false } = {}): Promise<void> {
  await page.click(isOpen ? '.code-editor' : `${file} [data-edit=open]`);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Waits until a terminal of the dock shows this; xterm.js draws each row as an element. */
async function rowsHave(page: Page, dock: number, pattern: RegExp): Promise<void> {
  await page.waitForFunction(
    ({ number, source }) => {
      const rows = document.querySelector(`[data-terminal][data-dock="${number}"] .xterm-rows`);
      const text = [...(rows?.children ?? [])].map((row) => row.textContent?.trimEnd()).join('\n');
      return new RegExp(source, 'm').test(text);
    },
    { number: dock, source: pattern.source },
  );
}

describe('the self-paced page', () => {
  it('an edited cell runs as it is now; its step turns green; both outlast a reload and a restart', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    await edit(page, goodMorning);
    await page.keyboard.press('Control+Enter');
    await stateBecomes(page, '1', 'ok');
    await page.click('[data-cell=greet] [data-action=run]');
    await stateBecomes(page, 'greet', 'ok');
    assert.equal(await outputOf(page, 'greet'), 'Good morning, Ada!');
    await isDone(page, 'says-good-morning');
    assert.equal(await page.textContent('.step-progress'), '1 of 3 steps');
    assert.equal(
      await page.getAttribute('.contents a[data-step-stand=done] [role=img]', 'aria-label'),
      'done',
    );
    assert.equal(await page.textContent('.said-aloud'), 'Step 1 is done. 1 of 3 steps');

    await page.click(`${file} [data-edit=open]`);
    const stale = () => page.$$eval('.stale-mark', (marks) => marks.map(({ textContent }) => textContent));
    assert.deepEqual(await stale(), []);
    await edit(page, 'echo "Good evening, $1!"');
    assert.deepEqual(await stale(), ['changed since it ran', 'from before the change']);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(goodMorning);
    assert.deepEqual(await stale(), []);

    const isKept = async () => {
      await isDone(page, 'says-good-morning');
      await page.waitForSelector(`${file}[data-edited]`);
      assert.equal(await page.textContent(`${file} .cell-source code`), goodMorning);
      assert.equal(await page.textContent('.step-progress'), '1 of 3 steps');
    };
    await page.reload();
    await isKept();
    await workshop.restart();
    await page.reload();
    await isKept();

    await page.click(`${file} [data-edit=authors]`);
    await page.waitForSelector(`${file}:not([data-edited])`);
    await page.reload();
    await isTold(page);
    assert.equal(await page.textContent(`${file} .cell-source code`), 'echo "Hello, $1!"');
  });

  it('the editor: Tab indents, Enter keeps the indentation, Esc lets Tab go on', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    await page.focus(`${file} [data-edit=open]`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('if true; then\n');
    await page.keyboard.press('Tab');
    await page.keyboard.type('echo a\necho b\n');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('fi');
    assert.equal(await page.inputValue('.code-editor'), 'if true; then\n  echo a\n  echo b\nfi');
    await page.keyboard.press('Control+Z');
    assert.notEqual(await page.inputValue('.code-editor'), 'if true; then\n  echo a\n  echo b\nfi');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-action')),
      'run',
      'the next thing after the field is what runs it',
    );
  });

  it('a check that fails says what to try, and nothing before it was asked', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    assert.equal(await page.isVisible(`${step('is-built')} .step-hint`), false);
    await page.click(`${step('is-built')} [data-step-action=check]`);
    await page.waitForSelector(`${step('is-built')}[data-stand=failed]`);
    const hint = await page.textContent(`${step('is-built')} .step-hint`);
    assert.match(hint ?? '', /^There is no \.\/result/);
    assert.equal(await page.textContent('.said-aloud'), `Step 2 is not done yet. ${hint}`);
  });

  it('hints and solutions are folded until they are asked for', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    assert.equal(await page.isVisible('details.solution code'), false);
    await page.focus('details.solution summary');
    await page.keyboard.press('Enter');
    assert.equal(await page.textContent('details.solution code'), goodMorning);
    assert.equal(await page.isVisible('details.solution code'), true);
  });

  it('resets to a step, after saying what is lost, and keeps what is kept', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    await page.click(`${file} [data-action=run]`);
    await stateBecomes(page, '1', 'ok');
    await page.click('.dock-toggle');
    await rowsHave(page, 1, /^\/work \$$/);
    await page.keyboard.type('echo mine > mine.txt; ls\n');
    await rowsHave(page, 1, /mine\.txt$/);
    await page.click(`${step('is-built')} [data-step-action=reset]`);
    assert.match((await page.textContent('dialog.ask-reset')) ?? '', /Files .* are lost/);
    await page.click('dialog.ask-reset button.act');
    await page.waitForSelector('dialog.ask-reset', { state: 'detached' });
    // The reset runs the cells before the step.
    await stateBecomes(page, 'greet', 'ok');
    await page.click('[data-dock="1"] .terminal-end button');
    await page.keyboard.type('clear; ls\n');
    await rowsHave(page, 1, /^greet\.sh\n\/work \$$/);
  });
});

describe('a server that is gone for a while', () => {
  it('what was typed holds, what ran is gone, and no terminal takes a place by itself', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    await page.click('[data-cell=greet] [data-action=run]');
    await stateBecomes(page, 'greet', 'ok');
    await page.click('.dock-toggle');
    await rowsHave(page, 1, /^\/work \$$/);
    await edit(page, 'echo');
    await workshop.restart(async () => {
      await page.waitForSelector('.corner [data-line-key=connection]');
      await edit(page, goodMorning, { isOpen: true });
      await page.click('[data-cell=greet] [data-action=run]');
      await page.waitForSelector('.corner :text("nothing was sent")');
    });
    await page.waitForSelector('.seat-notice[data-kind=ended]');
    assert.match((await page.textContent('.seat-notice')) ?? '', /sandbox and its files are gone/);
    await stateBecomes(page, 'greet', 'idle');
    assert.equal(await page.isVisible(`${file}[data-edited]`), true);
    assert.equal(await page.inputValue('.code-editor'), goodMorning);
    await page.waitForSelector('[data-dock="1"] .terminal-end');
    assert.equal(await page.isVisible('.foot .download-work'), false, 'it has no place');
    await page.click('[data-dock="1"] .terminal-end button');
    await page.waitForSelector('.foot .download-work');
    await page.click('[data-cell=greet] [data-action=run]');
    await stateBecomes(page, 'greet', 'ok');
    assert.equal(await outputOf(page, 'greet'), 'Good morning, Ada!');
  });
});

describe('two tabs of one visitor', () => {
  it('show each other’s texts, but for an editor that is in use; what is shown is what runs', async () => {
    await using workshop = await openWorkshop('first');
    const one = await visit(workshop.address());
    const other = await openPage(one.context(), workshop.address());
    const editor = '.code-editor';
    await edit(one, 'echo one');
    await edit(other, 'echo other');
    await other.click(`${file} [data-edit=open]`);
    await other.waitForSelector(`${file}[data-edited]`);
    assert.equal(await one.inputValue(editor), 'echo one');
    await one.keyboard.press('Control+Enter');
    await stateBecomes(one, '1', 'ok');
    await one.click('[data-cell=greet] [data-action=run]');
    await stateBecomes(one, 'greet', 'ok');
    assert.equal(await outputOf(one, 'greet'), 'one');
    await other.waitForSelector(`${file} .own:text-is("echo one")`);
    await one.focus('.dock-toggle');
    await edit(other, 'echo both');
    await one.waitForFunction(() => document.querySelector('textarea')?.value === 'echo both');
  });
});

describe('an author who goes on writing', () => {
  it('changes the page under its visitors: steps are counted anew, what they did stays', async () => {
    await using workshop = await openWorkshop('changed');
    const page = await visit(workshop.address());
    await edit(page, goodMorning);
    await page.click(`${file} [data-action=run]`);
    await isDone(page, 'says-good-morning');
    await page.focus('.code-editor');
    await page.keyboard.press('Home');
    const more = '\n---\n\n## One more\n\n```bash {check name=more}\ntest -e more\n```\n';
    await writeFile(join(folder, 'changed', 'deck.md'), deck.replace('## A script', '## The script') + more);
    await page.waitForSelector(step('more'));
    assert.equal(await page.textContent(`${step('says-good-morning')} .step-words`), 'Step 1 of 4done');
    assert.equal(await page.textContent(`${file} .cell-source code`), goodMorning);
    assert.equal(await page.textContent('.step-progress'), '1 of 4 steps');
    assert.equal(await page.getAttribute(file, 'data-state'), 'ok');
    await page.keyboard.type(': ; ');
    assert.equal(await page.inputValue('.code-editor'), `: ; ${goodMorning}`, 'the cursor is where it was');
  });
});

describe('the dock', () => {
  it('its terminals and how they stand outlast a reload', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    await page.keyboard.press('Control+`');
    await rowsHave(page, 1, /^\/work \$$/);
    await page.keyboard.type('kept=here\n');
    await page.click('.dock-split');
    await rowsHave(page, 2, /^\/work \$$/);
    await page.keyboard.type('echo second\n');
    await rowsHave(page, 2, /^second$/);
    const grip = '.foot > .separator';
    await page.focus(grip);
    const before = Number(await page.getAttribute(grip, 'aria-valuenow'));
    await page.keyboard.press('ArrowUp');
    const raised = Number(await page.getAttribute(grip, 'aria-valuenow'));
    assert.equal(raised, before - 4);

    await page.reload();
    await rowsHave(page, 2, /^second$/);
    assert.equal(Number(await page.getAttribute(grip, 'aria-valuenow')), raised);
    assert.deepEqual(await page.$$eval('.dock-pane:not([hidden])', (panes) => panes.map(({ id }) => id)), [
      'dock-pane-1',
      'dock-pane-2',
    ]);
    await rowsHave(page, 1, /kept=here$/);
    await page.click('.dock-tab[data-number="1"]');
    await page.keyboard.type('echo $kept\n');
    await rowsHave(page, 1, /^here$/);

    await page.click('.dock-close');
    await page.waitForSelector('#dock-pane-1', { state: 'detached' });
    await page.reload();
    await rowsHave(page, 2, /^second$/);
    assert.deepEqual(await page.$$eval('.dock-tab', (tabs) => tabs.map((tab) => tab.textContent)), ['2']);
  });

  it('is dragged, and is left by Esc: the focus is never caught', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    await page.click('.dock-toggle');
    await rowsHave(page, 1, /^\/work \$$/);
    const foot = async () => (await page.locator('.foot').boundingBox())?.y ?? 0;
    const top = await foot();
    await page.mouse.move(640, top);
    await page.mouse.down();
    await page.mouse.move(640, top - 120, { steps: 4 });
    await page.mouse.up();
    assert.ok(Math.abs((await foot()) - (top - 120)) <= 2);

    await page.focus('.xterm-helper-textarea');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'dock-tab-1');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'dock-add');
  });

  it('loads no terminal before one is wanted', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    const loaded = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('terminal-view')),
      );
    assert.equal(await loaded(), false);
    await page.click('.dock-toggle');
    await page.waitForSelector('.xterm-helper-textarea');
    assert.equal(await loaded(), true);
  });

  it('on a phone it has the whole window, and the keys that a phone lacks', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address(), {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await page.tap('.dock-toggle');
    await rowsHave(page, 1, /^\/work \$$/);
    assert.deepEqual(await page.locator('.foot').boundingBox(), { x: 0, y: 0, width: 390, height: 844 });
    await page.keyboard.type('sleep 1000\n');
    await page.tap('.touch-keys [aria-label="Ctrl+C"]');
    await rowsHave(page, 1, /\^C\n\/work \$$/);
    await page.tap('.dock-toggle');
    await page.locator('#dock').waitFor({ state: 'hidden' });
  });

  it('beside the text in a very wide window', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address(), { viewport: { width: 1920, height: 1080 } });
    await page.click('.dock-toggle');
    await rowsHave(page, 1, /^\/work \$$/);
    const foot = await page.locator('.foot').boundingBox();
    const cell = await page.locator(file).boundingBox();
    assert.equal(foot?.height, 1080);
    assert.ok((cell?.x ?? 0) + (cell?.width ?? 0) <= (foot?.x ?? 0), 'no cell is below the dock');
  });
});

describe('a seat', () => {
  it('work is taken home as a tar', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    assert.equal(await page.isVisible('.foot .download-work'), false);
    await edit(page, goodMorning);
    await page.click(`${file} [data-action=run]`);
    await stateBecomes(page, '1', 'ok');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.foot-more .download-work'),
    ]);
    const tar = await download.path();
    const names = execFileSync('tar', ['-tf', tar], { encoding: 'utf8' });
    const name = /^.*greet\.sh$/m.exec(names)?.[0] ?? '';
    assert.notEqual(name, '', names);
    assert.equal(execFileSync('tar', ['-xOf', tar, name], { encoding: 'utf8' }), `${goodMorning}\n`);
  });

  it('is made anew or given back, after saying what is lost; no cell offers it beside Run', async () => {
    await using workshop = await openWorkshop('first');
    const page = await visit(workshop.address());
    await page.click('[data-cell=greet] [data-action=run]');
    await stateBecomes(page, 'greet', 'ok');
    assert.equal(await page.isVisible('.cell-bar :is([data-action=reset], [data-action=restore])'), false);
    for (const act of ['afresh', 'give-back']) {
      await page.click('.sandbox-button');
      if (act === 'afresh') assert.deepEqual(await seriousFaults(page), []);
      await page.click(`[data-sandbox=${act}]`);
      assert.match((await page.textContent('dialog.ask-reset')) ?? '', /All files in it are lost/);
      await page.click('dialog.ask-reset button.act');
      await stateBecomes(page, 'greet', 'idle');
      if (act === 'give-back') break;
      await page.click('[data-cell=greet] [data-action=run]');
      await stateBecomes(page, 'greet', 'ok');
    }
    assert.match((await page.textContent('.seat-notice')) ?? '', /given your place back/);
    assert.equal(await page.isVisible('.foot .download-work'), false);
  });

  it('who waits is told where in the line, and goes on by itself', async () => {
    await using workshop = await openWorkshop('first', 1, { awayMs: 60_000, crowdedAwayMs: 1 });
    const first = await visit(workshop.address());
    await first.click('[data-cell=greet] [data-action=run]');
    await stateBecomes(first, 'greet', 'ok');
    const second = await visit(workshop.address());
    await second.click('[data-cell=greet] [data-action=run]');
    await second.waitForSelector('.seat-notice[data-kind=waiting]');
    assert.match((await second.textContent('.seat-notice')) ?? '', /number 1 of 1 in line/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await second.emulateMedia({ colorScheme });
      assert.deepEqual(await seriousFaults(second), []);
    }
    await first.close();
    await stateBecomes(second, 'greet', 'ok');
    assert.equal(await second.isVisible('.seat-notice'), false);
  });

  it('is warned of before it ends, stays by a click, and is told when it has ended', async () => {
    await using workshop = await openWorkshop('short');
    const page = await visit(workshop.address());
    await page.click(`${file} [data-action=run]`);
    await stateBecomes(page, '1', 'ok');
    await page.waitForSelector('.seat-notice[data-kind=idle]');
    assert.match((await page.textContent('.seat-clock')) ?? '', /^0:0[0-5]$/);
    await page.click('.seat-notice .act');
    await page.waitForSelector('.seat-notice', { state: 'hidden' });
    await page.waitForSelector('.seat-notice[data-kind=idle]');
    // Nothing has to be pressed in time any more.
    assert.deepEqual(await seriousFaults(page), []);
    await page.waitForSelector('.seat-notice[data-kind=ended]');
    assert.match((await page.textContent('.seat-notice')) ?? '', /put away.*Your edits and steps are kept/);
    assert.deepEqual(await seriousFaults(page), []);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  describe(`axe finds nothing serious on it, in the ${colorScheme}`, () => {
    for (const [name, viewport] of [
      ['a phone', { width: 390, height: 844 }],
      ['a laptop', { width: 1280, height: 800 }],
    ] as const)
      it(`on ${name}`, async () => {
        await using workshop = await openWorkshop('first');
        const page = await visit(workshop.address(), { viewport, colorScheme });
        assert.deepEqual(await seriousFaults(page), [], 'at first');
        await page.click(`${step('is-built')} [data-step-action=check]`);
        await page.waitForSelector(`${step('is-built')}[data-stand=failed]`);
        await edit(page, goodMorning);
        assert.deepEqual(await seriousFaults(page), [], 'while a cell is edited');
        await page.click(`${file} [data-edit=open]`);
        await page.click(`${file} [data-action=run]`);
        await isDone(page, 'says-good-morning');
        for (const fold of await page.$$('main details > summary')) await fold.click();
        assert.deepEqual(await seriousFaults(page), [], 'with a step done, all unfolded');
        await page.click(`${step('is-built')} [data-step-action=reset]`);
        assert.deepEqual(await seriousFaults(page), [], 'before a reset');
        await page.keyboard.press('Escape');
        await page.click('.dock-toggle');
        await rowsHave(page, 1, /^\/work \$$/);
        assert.deepEqual(await seriousFaults(page), [], 'with a terminal');
        if (name === 'a phone') return;
        await page.click('.dock-split');
        await rowsHave(page, 2, /^\/work \$$/);
        assert.deepEqual(await seriousFaults(page), [], 'with two');
      });
  });
}
