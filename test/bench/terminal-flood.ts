import { spawn as spawnPty } from '@lydell/node-pty';
import type { Page } from 'playwright-core';
import { messageOf } from '../../src/errors.ts';
import { cells } from './bench-deck.ts';
import type { BenchBrowser } from './browser.ts';
import { measureInPage } from './page-clock.ts';
import { type Bench, formatMs } from './row.ts';
import { median, pairedRatio } from './stats.ts';
import { startTtyd } from './ttyd.ts';

const runs = 5;
const lines = 1_000_000;
const prompt = '[$#]$';

/** In a page with an xterm.js that has a prompt: from Enter until the last line is on its screen; ms. */
async function flood(page: Page): Promise<number> {
  await page.keyboard.press('Control+l');
  await untilScreen(page, prompt, 1);
  await page.keyboard.type(`seq ${lines}`);
  const armed = page.evaluateHandle((last) => {
    let pressedAt = Number.NaN;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter') pressedAt = event.timeStamp;
    };
    document.addEventListener('keydown', onKey, { once: true, capture: true });
    const shown = (done: (ms: number) => void) => {
      const rows = [...document.querySelectorAll('.xterm-rows > div')];
      if (rows.some((row) => row.textContent.trim() === last)) done(performance.now() - pressedAt);
      else requestAnimationFrame(() => shown(done));
    };
    return { ms: new Promise<number>(shown) };
  }, String(lines));
  const ms = await measureInPage(armed, () => page.keyboard.press('Enter'));
  await untilScreen(page, prompt);
  return ms;
}

/** Waits until the last line of text on xterm's screen matches, and there are no more than `most` lines. */
async function untilScreen(page: Page, pattern: string, most = Number.POSITIVE_INFINITY): Promise<void> {
  await page.waitForFunction(
    ([wanted, limit]) => {
      const rows = [...document.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent.trim());
      const used = rows.filter((row) => row !== '');
      return used.length <= (limit ?? used.length) && new RegExp(wanted).test(used.at(-1) ?? '');
    },
    [pattern, Number.isFinite(most) ? most : undefined] as const,
  );
}

/** The same through a pty alone, read to its end in Node. */
const floodRaw = () =>
  new Promise<number>((done) => {
    const started = performance.now();
    const pty = spawnPty('seq', [String(lines)], { cols: 80, rows: 24 });
    pty.onData(() => {});
    pty.onExit(() => done(performance.now() - started));
  });

async function openPiste(slides: Page): Promise<Page> {
  await slides.click(`figure.cell[data-cell="${cells.shell}"] [data-action="run"]`);
  await untilScreen(slides, prompt);
  await slides.focus(`figure.cell[data-cell="${cells.shell}"] .xterm-helper-textarea`);
  return slides;
}

const fontPxOf = (page: Page): Promise<number> =>
  page.locator('.xterm-rows').evaluate((rows) => Number.parseFloat(getComputedStyle(rows).fontSize));

/** ttyd's page with a window as large as our terminal, so that both draw as much. */
async function openTtyd(browser: BenchBrowser, address: string, like: Page): Promise<Page> {
  const box = await like.locator('.terminal-frame').boundingBox();
  const size = { width: Math.round(box?.width ?? 800), height: Math.round(box?.height ?? 400) };
  const page = await browser.open(address, size);
  await untilScreen(page, prompt);
  await page.focus('.xterm-helper-textarea');
  return page;
}

export const terminalFlood = (browser: BenchBrowser, page: () => Promise<Page>): Bench => ({
  name: 'terminal-flood',
  measured:
    `In Chromium: from the key Enter behind \`seq ${lines}\` until the last line is on xterm.js’ screen. The peer is ` +
    'ttyd out of Debian’s unstable suite, whose shell runs on this machine and in no container, with the same renderer ' +
    '(DOM), type and window; where it cannot be had, a pty alone (node-pty), read to its end. One of each in turn.',
  async run() {
    const slides = await openPiste(await page());
    const ttyd = await startTtyd(await fontPxOf(slides)).catch((error: unknown) => {
      process.stderr.write(`bench: no ttyd: ${messageOf(error)}\n`);
      return undefined;
    });
    const theirPage = ttyd && (await openTtyd(browser, ttyd.address, slides));
    const ours: number[] = [];
    const theirs: number[] = [];
    const raw: number[] = [];
    for (let count = -1; count < runs; count++) {
      await slides.bringToFront();
      const our = await flood(slides);
      await theirPage?.bringToFront();
      const their = theirPage ? await flood(theirPage) : undefined;
      const alone = await floodRaw();
      if (count < 0) continue;
      ours.push(our);
      if (their !== undefined) theirs.push(their);
      raw.push(alone);
    }
    await theirPage?.context().close();
    await ttyd?.close();
    await slides.context().close();
    const row = {
      what: `\`seq ${lines}\` in the terminal`,
      ours: formatMs(median(ours)),
      aim: '',
      met: undefined,
    };
    const ofRaw = {
      ...row,
      ratio: pairedRatio(ours, raw),
      theirs: `${formatMs(median(raw))}, raw pty read by Node`,
      runs: `${runs} pairs`,
    };
    if (!ttyd) return [ofRaw];
    const ofTtyd = {
      ...row,
      ratio: pairedRatio(ours, theirs),
      theirs: `${formatMs(median(theirs))}, ttyd ${ttyd.version}`,
      runs: `${runs} pairs`,
    };
    return [ofTtyd, ofRaw];
  },
});
