import type { Page } from 'playwright-core';

/** Draws one stroke with the mouse, on a slide at this height. */
export async function draw(page: Page, y: number): Promise<void> {
  await page.mouse.move(300, y);
  await page.mouse.down();
  await page.mouse.move(500, y + 20, { steps: 5 });
  await page.mouse.up();
}

/** Waits until as many strokes lie on the slide that is shown. */
export const waitForStrokes = (page: Page, count: number) =>
  page.waitForFunction((wanted) => document.querySelectorAll('.ink path').length === wanted, count);
