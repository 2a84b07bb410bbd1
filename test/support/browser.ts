import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium } from '../../src/browser/chromium.ts';

/** The installed Chromium, which tests have come to servers of their own. */
export const openBrowser = (): Promise<Browser> => startChromium({ reaches: 'everything' });

/** A page with the deck, connected and ready to run; everything that the browser complains of is in `complaints`. */
export async function openDeck(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const told = toldHowAllStands(page);
  await page.goto(address);
  if (options.javaScriptEnabled !== false) {
    await page.waitForSelector('.reveal.ready');
    if (await page.evaluate(isLive)) await told;
  }
  return { page, complaints };
}

/** Resolves when the page has been told how the cells and the talk stand; to be called before it goes there. */
export function toldHowAllStands(page: Page): Promise<void> {
  return new Promise((done) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).startsWith('{"type":"staged"')) done();
      }),
    );
  });
}

function isLive(): boolean {
  const config: unknown = JSON.parse(document.getElementById('piste-deck')?.textContent ?? '{}');
  const isPublished =
    typeof config === 'object' && config !== null && 'published' in config && config.published;
  return !isPublished && !/print-pdf|view=print/.test(location.search);
}

/** Moves to the slide that holds a cell. */
export async function showCell(page: Page, cell: string): Promise<void> {
  const place = await page.evaluate((id) => {
    const slide = document.querySelector(`[data-cell="${id}"]`)?.closest('section');
    const horizontal = slide?.parentElement?.closest('section') ?? slide;
    const siblings = [...(horizontal?.parentElement?.children ?? [])];
    const inStack =
      horizontal === slide ? 0 : [...(slide?.parentElement?.children ?? [])].indexOf(slide as Element);
    return { h: siblings.indexOf(horizontal as Element), v: inStack };
  }, cell);
  await page.evaluate(({ h, v }) => {
    location.hash = `#/${h}${v > 0 ? `/${v}` : ''}`;
  }, place);
  await page.waitForFunction(
    (id) => document.querySelector(`[data-cell="${id}"]`)?.closest('section')?.classList.contains('present'),
    cell,
  );
}

export const stateOf = (page: Page, cell: string) =>
  page.getAttribute(`figure[data-cell="${cell}"]`, 'data-state');

/** Waits until a cell's state is one of these; fails with the state it is in. */
export async function waitForState(
  page: Page,
  cell: string,
  states: readonly string[],
  timeout = 30_000,
): Promise<void> {
  await page.waitForFunction(
    ({ id, wanted }) =>
      wanted.includes(document.querySelector(`figure[data-cell="${id}"]`)?.getAttribute('data-state') ?? ''),
    { id: cell, wanted: states },
    { timeout },
  );
}

/** What stands in a cell's output, wherever the deck has put it. */
export const outputOf = (page: Page, cell: string) =>
  page.evaluate((id) => {
    const elsewhere = document.querySelector(`[data-output][data-for="${id}"]`);
    const output = elsewhere ?? document.querySelector(`figure[data-cell="${id}"] [data-output]`);
    return [...(output?.querySelectorAll('.line') ?? [])]
      .map((line) => line.textContent?.replace(/\n$/, ''))
      .join('\n');
  }, cell);

/** Plays what is recorded of a cell of the slide that is shown, from its button to its end. */
export async function playThrough(page: Page, cell: string): Promise<void> {
  // The record may be so short that nobody who asks now and then sees it play.
  await page.evaluate((id) => {
    const figure = document.querySelector(`figure[data-cell="${id}"]`);
    if (!figure) return;
    new MutationObserver(() => {
      if (figure.hasAttribute('data-playing')) figure.classList.add('has-played');
    }).observe(figure, { attributeFilter: ['data-playing'] });
  }, cell);
  await page.click(`section.present figure[data-cell="${cell}"] [data-action="replay"]`);
  await page.waitForSelector(`figure[data-cell="${cell}"].has-played:not([data-playing])`);
}
