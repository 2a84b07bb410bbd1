import { type Browser, chromium, type Page } from 'playwright-core';
import { whenOver } from './releases.ts';

export interface BenchBrowser {
  open(address: string, size?: { width: number; height: number }): Promise<Page>;
  close(): Promise<unknown>;
}

/** Debian's Chromium without a window. */
export async function launchBrowser(): Promise<BenchBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    // We end it on Ctrl-C, after what it looks at.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  const close = whenOver(() => browser.close());
  return {
    async open(address, size = { width: 1280, height: 720 }) {
      const context = await browser.newContext({ viewport: size });
      // tsx names functions by a helper that a page does not have.
      await context.addInitScript('globalThis.__name = (made) => made');
      const page = await context.newPage();
      await page.goto(address);
      return page;
    },
    close,
  };
}
