import type { BrowserContext, Page } from 'playwright-core';
import { MachineError } from '../errors.ts';
import { pagesOrigin } from './browser-files.ts';

/**
 * Opens a page of a deck and waits until all that it shows is there: slides, fonts, diagrams and pictures. Rejects when one
 * of the steps of that takes longer than `patienceMs`, as do later ones on the page; with a `MachineError` where its scripts are not there.
 */
export async function openSettled(context: BrowserContext, path: string, patienceMs: number): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const lost = lostScript(page);
  await page.goto(`${pagesOrigin}${path}`);
  await Promise.race([lost, page.waitForSelector('.reveal.ready, main.article', { state: 'attached' })]);
  await settle(page);
  return page;
}

/** Rejects when a script of the page's is not there: nothing would come of waiting. */
function lostScript(page: Page): Promise<never> {
  const lost = new Promise<never>((_done, fail) => {
    page.on('requestfailed', (request) => {
      if (request.resourceType() !== 'script') return;
      const { pathname } = new URL(request.url());
      fail(new MachineError(`the pages' ${pathname.slice(1)} is not there`, 'npm run build'));
    });
  });
  lost.catch(() => {});
  return lost;
}

/** Waits for the fonts, diagrams and pictures of what the page shows now; what cannot be had counts as there. */
export async function settle(page: Page, pictures = 'img'): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector(
        ':is(.slides, main) :is([data-diagram="mermaid"], div.mermaid):not([data-undrawn]):not(:has(> svg))',
      ) === null,
  );
  await page.evaluate(async (selector) => {
    await document.fonts.ready;
    const shown = [...document.querySelectorAll<HTMLImageElement>(selector)].filter(
      (one) => one.src !== '' && one.loading !== 'lazy',
    );
    await Promise.all(shown.map((one) => one.decode().catch(() => {})));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, pictures);
}

/** How long a step of opening a deck may take: only a page that is broken takes as long, on a busy machine too. */
export const patienceFor = (slides: number): number => 60_000 + 1000 * slides;
