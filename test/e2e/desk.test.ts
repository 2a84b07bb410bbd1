import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import {
  openBrowser,
  openDeck,
  outputOf,
  stateOf,
  toldHowAllStands,
  waitForState,
} from '../support/browser.ts';
import { draw, waitForStrokes } from '../support/ink.ts';
import { realMachinery } from '../support/sessions.ts';

const deck = `---
duration: 10m
---
# First

A paragraph.

Note:
Say **hello**.

---

# Steps

one <!-- .element: class="fragment" -->

two <!-- .element: class="fragment" -->

<!-- .slide: data-timing="90" -->

---

# Runs

\`\`\`bash {run name=count}
for i in 1 2 3; do echo needle $i; done
\`\`\`

Note:
Run it.

---

# Named {#named}

\`\`\`bash {run name=later}
echo later
\`\`\`

\`\`\`bash {terminal name=term session=desk rows=4}
\`\`\`

----

# Below

The last words.
`;

let server: PisteServer;
let browser: Browser;
let folder = '';

const serve = () =>
  serveDecks({
    paths: [folder],
    host: '127.0.0.1',
    port: 0,
    machinery: realMachinery,
    remote: { host: '127.0.0.1', port: 0, runs: true },
    follow: { host: '127.0.0.1', port: 0 },
  });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-desk-'));
  await mkdir(join(folder, 'talk'));
  await writeFile(join(folder, 'talk', 'deck.md'), deck);
  server = await serve();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const title = (page: Page) =>
  page.locator('.reveal:not(.preview) section.present:not(.stack) h1').textContent();
const shows = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) =>
      document
        .querySelector('.reveal:not(.preview) section.present:not(.stack) h1')
        ?.textContent?.includes(wanted),
    text,
  );
const steps = (page: Page, count: number) =>
  page.waitForFunction(
    (wanted) => document.querySelectorAll('section.present .fragment.visible').length === wanted,
    count,
  );

async function openSpeaker(context: BrowserContext, address = server.address): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 720 });
  const told = toldHowAllStands(page);
  await page.goto(`${address}talk/speaker`);
  await page.waitForSelector('.reveal.ready');
  await told;
  return page;
}

/** The slides and the speaker's page, each in a browser of its own, in step. */
async function openBoth(hash = '#/0') {
  const { page: slides, complaints } = await openDeck(browser, `${server.address}talk/${hash}`);
  const speaker = await openSpeaker(await browser.newContext());
  return {
    slides,
    speaker,
    complaints,
    async [Symbol.asyncDispose]() {
      await Promise.all([slides.context().close(), speaker.context().close()]);
    },
  };
}

async function openPhone(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const phone = await context.newPage();
  await phone.goto(server.remoteAddress() ?? '');
  await phone.waitForSelector('.steps .on:enabled');
  return phone;
}

describe('the speaker’s page', () => {
  it('is in step with slides in another browser, both ways, with fragments', async () => {
    await using both = await openBoth();
    const { slides, speaker } = both;
    await slides.keyboard.press('PageDown');
    await shows(speaker, 'Steps');
    await speaker.keyboard.press('PageDown');
    await steps(slides, 1);
    await slides.keyboard.press('PageDown');
    await steps(speaker, 2);
    await speaker.keyboard.press('PageUp');
    await steps(slides, 1);
    assert.deepEqual(both.complaints, []);
  });

  it('goes where the slides are when it opens, and leaves alone slides whose address says where', async () => {
    await using both = await openBoth('#/2');
    await shows(both.speaker, 'Runs');
    const { page: other } = await openDeck(browser, `${server.address}talk/#/0`);
    await other.waitForFunction(() => !document.querySelector('[data-action=run]')?.hasAttribute('disabled'));
    assert.equal(await title(other), 'First');
    assert.equal(await title(both.slides), 'Runs');
    await other.context().close();
  });

  it('without it two readers of a deck do not pull each other along', async () => {
    const { page: one } = await openDeck(browser, `${server.address}talk/#/0`);
    const { page: two } = await openDeck(browser, `${server.address}talk/#/0`);
    // What one hears of the server it hears in order: a run after the step says that the step has been heard.
    await one.keyboard.press('End');
    await shows(one, 'Named');
    await one.evaluate(() => {
      location.hash = '#/2';
    });
    await shows(one, 'Runs');
    await one.keyboard.press('b');
    await one.waitForSelector('.reveal.paused');
    await one.keyboard.press('r');
    await waitForState(two, 'count', ['ok']);
    assert.equal(await title(two), 'First');
    assert.equal(await two.locator('.reveal.paused').count(), 0);
    await Promise.all([one, two].map((page) => page.context().close()));
  });

  it('shows notes, the next step, the plan; the timer starts with the first step', async () => {
    await using both = await openBoth();
    const { slides, speaker } = both;
    assert.match(await speaker.locator('.notes-page').innerHTML(), /Say <strong>hello<\/strong>/);
    assert.match((await speaker.locator('.speaker-next .preview').textContent()) ?? '', /Steps/);
    assert.match((await speaker.locator('.speaker-given').textContent()) ?? '', /of 2:07$/);
    await speaker.click('text=Reset');
    await speaker.waitForSelector('.speaker-elapsed.standing');
    await slides.keyboard.press('PageDown');
    await speaker.waitForSelector('.speaker-elapsed:not(.standing)');
    assert.match((await speaker.locator('.speaker-given').textContent()) ?? '', /of 1:30$/);
    await speaker.waitForSelector('.speaker-pace[data-pace=ahead]');
    assert.equal(await speaker.locator('.preview .fragment.visible').count(), 1);
    const before = await speaker.evaluate(
      () => getComputedStyle(document.querySelector('.notes-page') as Element).fontSize,
    );
    await speaker.keyboard.press('+');
    const larger = await speaker.evaluate(
      () => getComputedStyle(document.querySelector('.notes-page') as Element).fontSize,
    );
    assert.ok(Number.parseFloat(larger) > Number.parseFloat(before));
    await speaker.reload();
    await speaker.waitForSelector('.speaker-elapsed:not(.standing)');
    assert.equal(
      await speaker.evaluate(
        () => getComputedStyle(document.querySelector('.notes-page') as Element).fontSize,
      ),
      larger,
    );
  });

  it('runs the slide’s cells, tells their state in words, and shows what the audience sees', async () => {
    await using both = await openBoth('#/2');
    const { slides, speaker } = both;
    const row = speaker.locator('.speaker-cells li').first();
    await row.getByRole('button', { name: 'Reset' }).click();
    await waitForState(slides, 'count', ['idle', 'recorded']);
    await row.getByRole('button', { name: 'Run' }).click();
    await waitForState(slides, 'count', ['ok']);
    assert.equal(await outputOf(slides, 'count'), 'needle 1\nneedle 2\nneedle 3');
    await speaker.waitForSelector('.speaker-cells li[data-state=ok]');
    assert.match((await row.textContent()) ?? '', /✓.*ok.*needle 3/s);
    assert.match((await speaker.locator('.speaker-cells').textContent()) ?? '', /next slide.*later/s);
  });

  it('on the first slide with a clock that has run offers to start anew', async () => {
    await using both = await openBoth();
    const { slides, speaker } = both;
    await slides.keyboard.press('PageDown');
    await speaker.waitForSelector('.speaker-elapsed:not(.standing)');
    await slides.keyboard.press('PageUp');
    await speaker.getByRole('button', { name: 'Start anew' }).click();
    await speaker.waitForSelector('.speaker-elapsed.standing');
    await speaker.getByRole('button', { name: 'Reset', exact: true }).waitFor();
  });

  it('says what was typed into a session, which the audience’s slides then do not', async () => {
    const { page: slides } = await openDeck(browser, `${server.address}talk/#/3`);
    const said = (page: Page) => page.locator('.corner p', { hasText: 'Session desk changed by hand' });
    await slides.keyboard.press('t');
    await slides.waitForFunction(() => document.querySelector('.xterm-rows')?.textContent?.includes('$'));
    await slides.keyboard.type('cd /\n');
    await said(slides).waitFor();
    const speaker = await openSpeaker(await browser.newContext());
    await said(speaker).waitFor();
    await said(slides).waitFor({ state: 'detached' });
    await said(speaker).getByRole('button', { name: 'Hide' }).click();
    await said(speaker).waitFor({ state: 'detached' });
    await Promise.all([slides, speaker].map((page) => page.context().close()));
  });

  it('joins a terminal that runs, and says of one that a reset has ended that it was reset', async () => {
    await using both = await openBoth('#/3');
    const { slides, speaker } = both;
    const row = speaker.locator('.speaker-cells li', { hasText: 'term' });
    await slides.keyboard.press('t');
    await slides.waitForFunction(() => document.querySelector('.xterm-rows')?.textContent?.includes('$'));
    await waitForState(speaker, 'term', ['running']);
    const cell = speaker.locator('.speaker-now [data-cell=term]').first();
    assert.equal(await cell.locator('.cell-status').textContent(), 'running');
    assert.equal(await cell.locator('[data-action=run] .label').textContent(), 'Join');
    assert.equal(
      await cell
        .locator('[data-terminal]')
        .evaluate((host) => getComputedStyle(host, '::after').content.replaceAll('"', '')),
      'It is running: press t or click to join',
    );
    await row.getByRole('button', { name: 'Join' }).waitFor();
    await row.getByRole('button', { name: 'Restart' }).click();
    await slides.getByText('The session was reset').waitFor();
    assert.equal(await stateOf(slides, 'term'), 'idle');
  });

  it('stays in step on one machine when the server has gone', async () => {
    const own = await serve();
    const { page: slides } = await openDeck(browser, `${own.address}talk/#/0`);
    const speaker = await openSpeaker(slides.context(), own.address);
    await own.close();
    await slides.locator('.corner', { hasText: 'Reconnecting' }).waitFor();
    await slides.keyboard.press('PageDown');
    await shows(speaker, 'Steps');
    await speaker.keyboard.press('PageDown');
    await steps(slides, 1);
    await speaker.keyboard.press('b');
    await slides.waitForSelector('.reveal.paused[data-blank=black]');
    await slides.context().close();
  });
});

describe('a phone', () => {
  it('steers the slides, shows notes and time, and runs the slide’s cells', async () => {
    await using both = await openBoth();
    const phone = await openPhone();
    assert.match((await phone.locator('.notes').textContent()) ?? '', /Say hello/);
    assert.equal(await phone.locator('.next').textContent(), 'Next: Steps');
    assert.deepEqual(await phone.locator('.outline p').allTextContents(), ['A paragraph.']);
    await phone.tap('.steps .on');
    await shows(both.slides, 'Steps');
    await phone.tap('.steps .on');
    await steps(both.slides, 1);
    await phone.getByRole('button', { name: 'Back' }).tap();
    await steps(both.slides, 0);
    await phone.getByRole('button', { name: 'Black' }).tap();
    await both.slides.waitForSelector('.reveal.paused[data-blank=black]');
    await phone.getByRole('button', { name: 'Slides' }).tap();
    await both.slides.waitForSelector('.reveal:not(.paused)');
    await phone.getByRole('button', { name: 'Laser' }).tap();
    await phone.locator('.pad').waitFor();
    const pad = await phone.locator('.pad').boundingBox();
    assert.ok(pad);
    await phone.mouse.move(pad.x + pad.width / 2, pad.y + pad.height / 2);
    await phone.mouse.down();
    await both.slides.waitForSelector('.laser:not([hidden])');
    await phone.mouse.up();
    await both.slides.waitForSelector('.laser[hidden]', { state: 'attached' });
    await both.slides.evaluate(() => {
      location.hash = '#/2';
    });
    await shows(both.slides, 'Runs');
    await both.slides.keyboard.press('Shift+X');
    await waitForState(both.slides, 'count', ['idle']);
    await phone.getByText('count').waitFor();
    await phone.locator('.cells').getByRole('button', { name: 'Run' }).tap();
    await waitForState(both.slides, 'count', ['ok']);
    await phone.context().close();
  });
});

describe('an audience that follows', () => {
  it('sees slides, outputs, drawings; looks back, comes back; and can do nothing', async () => {
    await using both = await openBoth();
    const { slides } = both;
    const { page: seat, complaints } = await openDeck(browser, server.followAddress ?? '');
    await slides.evaluate(() => {
      location.hash = '#/2';
    });
    await shows(seat, 'Runs');
    await slides.keyboard.press('Shift+X');
    await waitForState(seat, 'count', ['idle']);
    await slides.click('figure[data-cell=count] [data-action=run]');
    await waitForState(seat, 'count', ['ok']);
    assert.equal(await outputOf(seat, 'count'), 'needle 1\nneedle 2\nneedle 3');
    assert.equal(await seat.locator('.cell-bar button:visible').count(), 0);
    await seat.keyboard.press('PageUp');
    await shows(seat, 'Steps');
    await slides.keyboard.press('PageDown');
    await shows(slides, 'Named');
    assert.equal(await title(seat), 'Steps');
    await seat.click('text=Back to the talk');
    await shows(seat, 'Named');
    await seat.keyboard.press('r');
    await seat.keyboard.press('b');
    await seat.keyboard.press('s');
    assert.equal(await stateOf(seat, 'later'), 'idle');
    assert.equal(seat.context().pages().length, 1);
    assert.equal(await title(slides), 'Named');
    assert.equal(await slides.locator('.reveal.paused').count(), 0);
    assert.deepEqual(complaints, []);
    await seat.context().close();
  });
});

describe('on stage', () => {
  it('drawings stay on their slide, for all, through moves and a reload; undo and clear take them off', async () => {
    await using both = await openBoth();
    const { slides, speaker } = both;
    await slides.keyboard.press('a');
    await slides.waitForSelector('.pen-bar:not([hidden])');
    await draw(slides, 300);
    await slides.keyboard.press('2');
    await draw(slides, 400);
    await waitForStrokes(speaker, 2);
    assert.equal(await slides.locator('.ink .pen-2').count(), 1);
    await slides.keyboard.press('PageDown');
    await shows(slides, 'Steps');
    await waitForStrokes(slides, 0);
    await waitForStrokes(speaker, 0);
    await slides.keyboard.press('PageUp');
    await waitForStrokes(slides, 2);
    await slides.reload();
    await slides.waitForSelector('.reveal.ready');
    await waitForStrokes(slides, 2);
    await slides.keyboard.press('a');
    await slides.waitForSelector('.pen-bar:not([hidden])');
    await slides.keyboard.press('u');
    await waitForStrokes(speaker, 1);
    await slides.keyboard.press('Shift+E');
    await waitForStrokes(speaker, 0);
    await slides.keyboard.press('u');
    await waitForStrokes(speaker, 1);
    await slides.keyboard.press('e');
    await slides.mouse.move(400, 300);
    await slides.mouse.down();
    await slides.mouse.move(400, 340, { steps: 5 });
    await slides.mouse.up();
    await waitForStrokes(speaker, 0);
    await slides.keyboard.press('Escape');
    await slides.waitForSelector('.pen-bar[hidden]', { state: 'attached' });
    assert.equal(await slides.locator('.reveal.overview').count(), 0);
  });

  it('the laser ends where it was moved to, on all pages', async () => {
    await using both = await openBoth();
    const { slides, speaker } = both;
    await slides.keyboard.press('Shift+L');
    await slides.waitForSelector('.is-pointing');
    await slides.mouse.move(200, 200);
    await slides.mouse.move(900, 500, { steps: 9 });
    await speaker.waitForFunction(() => {
      const dot = document.querySelector('.laser')?.getBoundingClientRect();
      const canvas = document.querySelector('.speaker-now .slides')?.getBoundingClientRect();
      if (!dot || !canvas || dot.width === 0) return false;
      const at = (dot.left + dot.width / 2 - canvas.left) / canvas.width;
      return Math.abs(at - 900 / 1280) < 0.02;
    });
  });

  it('search finds words in code and outputs, goes there and marks them', async () => {
    const { page } = await openDeck(browser, `${server.address}talk/#/0`);
    // Typed before the search is there: no letter of it may act on a cell.
    await page.keyboard.type('/NEEDLE');
    await page.locator('dialog.search input').waitFor();
    assert.deepEqual(await page.locator('dialog.search strong').allTextContents(), ['Runs']);
    await page.keyboard.press('Enter');
    await shows(page, 'Runs');
    const marked = await page.evaluate(() =>
      [...(CSS.highlights.get('piste-search') ?? [])].map((range) => range.toString().toLowerCase()),
    );
    assert.ok(marked.length > 0 && marked.every((text) => text === 'needle'));
    await page.keyboard.type('/hello');
    await page.locator('dialog.search input').waitFor();
    assert.equal(await page.locator('dialog.search [role=status]').textContent(), 'No slides');
    await page.keyboard.press('Escape');
    await page.locator('dialog.search').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('addresses name slides by number, by fragment and by the id of a heading', async () => {
    for (const [hash, words, visible] of [
      ['#/3/1', 'Below', 0],
      ['#/1/0/1', 'Steps', 2],
      ['#/named', 'Named', 0],
    ] as const) {
      const { page } = await openDeck(browser, `${server.address}talk/${hash}`);
      assert.equal(await title(page), words);
      await steps(page, visible);
      await page.context().close();
    }
  });

  it('b, . and w hide the slides and bring them back; Shift+N hides the number; F5 takes the whole screen', async () => {
    const { page } = await openDeck(browser, `${server.address}talk/#/0`);
    for (const [key, blank] of [
      ['b', 'black'],
      ['.', 'black'],
      ['w', 'white'],
    ] as const) {
      await page.keyboard.press(key);
      await page.waitForSelector(`.reveal.paused[data-blank=${blank}]`);
      await page.keyboard.press(key);
      await page.waitForSelector('.reveal:not(.paused)');
    }
    await page.keyboard.press('Shift+N');
    assert.equal(await page.locator('.slide-number').isVisible(), false);
    await page.evaluate(() => {
      document.body.dataset.loaded = 'once';
    });
    await page.keyboard.press('F5');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    assert.equal(await page.evaluate(() => document.body.dataset.loaded), 'once');
    await page.context().close();
  });

  it('q shows the audience’s code on the slides, and the remote’s on the speaker’s page only', async () => {
    await using both = await openBoth();
    const codes = async (page: Page) => {
      await page.keyboard.press('q');
      const dialog = page.locator('dialog.codes[open]');
      await dialog.waitFor();
      const titles = await dialog.locator('h2').allTextContents();
      await page.keyboard.press('q');
      await dialog.waitFor({ state: 'detached' });
      return titles;
    };
    assert.deepEqual(await codes(both.slides), ['Follow this talk']);
    assert.deepEqual(await codes(both.speaker), ['Follow this talk', 'Your remote']);
  });
});
