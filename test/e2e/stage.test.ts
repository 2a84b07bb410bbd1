import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck } from '../support/browser.ts';
import { draw, waitForStrokes } from '../support/ink.ts';
import { nothingRuns } from '../support/nothing-runs.ts';

const deck = '# First\n\n---\n\n# Second\n\n---\n\n# Third\n';

let server: PisteServer;
let browser: Browser;
let folder = '';

/** Nothing runs here; at a port that is given, as a server that has been started again. */
const serve = (port = 0, followPort = 0, remotePort = 0) =>
  serveDecks({
    paths: [folder],
    host: '127.0.0.1',
    port,
    machinery: nothingRuns,
    remote: { host: '127.0.0.1', port: remotePort, runs: false },
    follow: { host: '127.0.0.1', port: followPort },
  });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-stage-'));
  await mkdir(join(folder, 'talk'));
  await writeFile(join(folder, 'talk', 'deck.md'), deck);
  server = await serve();
  browser = await openBrowser();
});
// A page that a failure has left would lead the next test's audience.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())).then(() => undefined));
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const shows = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector('section.present:not(.stack) h1')?.textContent?.includes(wanted),
    text,
  );
const portOf = (address = '') => Number(new URL(address).port);
const openSlides = async (place = '') => (await openDeck(browser, `${server.address}talk/${place}`)).page;
const openSeat = async () => (await openDeck(browser, server.followAddress ?? '')).page;
const closeAll = (...pages: Page[]) => Promise.all(pages.map((page) => page.context().close()));

/** Whatever socket the page makes leads nowhere, until what this returns is called. */
async function cutOff(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const Real = window.WebSocket;
    Object.assign(window, { Real });
    window.WebSocket = class extends Real {
      constructor() {
        super(`${location.origin.replace('http', 'ws')}/nowhere`);
      }
    };
  });
  return async () => {
    await page.evaluate(() => {
      window.WebSocket = Reflect.get(window, 'Real');
    });
  };
}

describe('a server that is started again', () => {
  it('has its pages back: the slides, and who follows', { timeout: 60_000 }, async () => {
    const [slides, seat] = [await openSlides(), await openSeat()];
    await slides.keyboard.press('PageDown');
    await shows(seat, 'Second');
    const ports = [server.address, server.followAddress, server.remoteAddress()].map(portOf);
    await server.close();
    await slides.getByText('Reconnecting…').waitFor();
    server = await serve(...ports);
    await slides.getByText('Reconnecting…').waitFor({ state: 'hidden' });
    await slides.keyboard.press('PageDown');
    await shows(seat, 'Third');
    await closeAll(slides, seat);
  });
});

describe('an audience', () => {
  it('has the black screen of a presenter who loads the page anew, and the slides with the next key', async () => {
    const [slides, seat] = [await openSlides(), await openSeat()];
    await slides.keyboard.press('b');
    await seat.waitForSelector('.reveal.paused');
    await slides.reload();
    await slides.waitForSelector('.reveal.ready');
    await slides.waitForSelector('.reveal.paused');
    await slides.keyboard.press('b');
    await seat.waitForSelector('.reveal:not(.paused)');
    await closeAll(slides, seat);
  });

  it('is where the talk is when it comes back, and not black if the talk is not', async () => {
    const [slides, seat] = [await openSlides('#/0'), await openSeat()];
    await slides.keyboard.press('b');
    await seat.waitForSelector('.reveal.paused');
    const comeBack = await cutOff(seat);
    const ports = [server.address, server.followAddress, server.remoteAddress()].map(portOf);
    await server.close();
    server = await serve(...ports);
    await slides.waitForFunction(() => document.querySelector('.reveal.paused'));
    await slides.keyboard.press('b');
    await slides.waitForSelector('.reveal:not(.paused)');
    await slides.keyboard.press('PageDown');
    await shows(slides, 'Second');
    await comeBack();
    await shows(seat, 'Second');
    await seat.waitForSelector('.reveal:not(.paused)');
    await closeAll(slides, seat);
  });
});

describe('a pen', () => {
  it('leaves what was begun on the slide that it was begun on', async () => {
    const slides = await openSlides('#/0');
    await slides.keyboard.press('a');
    await slides.waitForSelector('.pen-bar:not([hidden])');
    await slides.mouse.move(300, 300);
    await slides.mouse.down();
    await slides.mouse.move(500, 320, { steps: 5 });
    await slides.keyboard.press('PageDown');
    await shows(slides, 'Second');
    await slides.mouse.move(700, 400, { steps: 5 });
    await slides.mouse.up();
    await waitForStrokes(slides, 0);
    await slides.keyboard.press('PageUp');
    await waitForStrokes(slides, 1);
    await slides.keyboard.press('Shift+E');
    await waitForStrokes(slides, 0);
    await closeAll(slides);
  });

  it('puts nothing back that was erased while its window was away', async () => {
    const [away, other] = [await openSlides('#/0'), await openSlides('#/0')];
    await away.keyboard.press('a');
    await away.waitForSelector('.pen-bar:not([hidden])');
    await draw(away, 300);
    await waitForStrokes(other, 1);
    const address = away.url();
    await away.goto('about:blank');
    await other.keyboard.press('a');
    await other.waitForSelector('.pen-bar:not([hidden])');
    await other.keyboard.press('Shift+E');
    await waitForStrokes(other, 0);
    await draw(other, 500);
    await waitForStrokes(other, 1);
    await other.keyboard.press('Shift+E');
    await waitForStrokes(other, 0);
    await away.goto(address);
    await away.waitForSelector('.reveal.ready');
    // What this one draws is the only stroke there is.
    await away.keyboard.press('a');
    await away.waitForSelector('.pen-bar:not([hidden])');
    await draw(away, 400);
    await waitForStrokes(other, 1);
    await waitForStrokes(away, 1);
    await away.keyboard.press('Shift+E');
    await waitForStrokes(other, 0);
    await closeAll(away, other);
  });
});

describe('a remote', () => {
  it('resets no time where the finger has gone on to scroll', async () => {
    const slides = await openSlides('#/0');
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const phone = await context.newPage();
    await phone.clock.install();
    await phone.goto(server.remoteAddress() ?? '');
    await phone.waitForSelector('.steps .on:enabled');
    await slides.keyboard.press('PageDown');
    await phone.getByRole('heading', { name: 'Second' }).waitFor();
    const time = phone.locator('.time');
    await phone.clock.pauseAt(Date.now() + 60_000);
    for (const type of ['pointerdown', 'pointercancel']) await time.dispatchEvent(type);
    await phone.clock.runFor(1000);
    // A timer that goes on is paused by a tap; one that was reset would be started.
    for (const type of ['pointerdown', 'click']) await time.dispatchEvent(type);
    await phone.waitForSelector('.time.standing');
    await closeAll(slides, phone);
  });
});
