import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { BenchBrowser } from './browser.ts';
import { type Bench, formatMs, type Row } from './row.ts';
import { piste, type SlideTool, slideTools } from './slide-tools.ts';
import { median } from './stats.ts';
import { talkDeck, withTalk } from './talk-deck.ts';

const runs = 10;
const warmUps = 2;
const patienceMs = 60_000;
const restMs = 2000;

/** Notes when each word `edited-N` was first painted on the slide that is shown; at every load of the page anew. */
function watchPixels(selector: string): void {
  const seen: Record<string, number> = JSON.parse(sessionStorage.getItem('seen') ?? '{}');
  const look = (): void => {
    const word = /edited-\d+/.exec(document.querySelector(selector)?.textContent ?? '')?.[0];
    if (word === undefined || seen[word] !== undefined) return;
    seen[word] = 0;
    requestAnimationFrame(() => {
      // A task of its own behind the frame: what was changed has been painted then.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        seen[word] = performance.timeOrigin + performance.now();
        sessionStorage.setItem('seen', JSON.stringify(seen));
      };
      port2.postMessage(0);
    });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}

async function edit(page: Page, deck: string, slides: number, word: string): Promise<number> {
  const started = performance.timeOrigin + performance.now();
  await writeFile(deck, talkDeck(slides, word));
  for (;;) {
    // While a page loads anew there is nobody to ask.
    const at = await page
      .waitForFunction((wanted) => JSON.parse(sessionStorage.getItem('seen') ?? '{}')[wanted], word, {
        timeout: patienceMs,
      })
      .then((handle) => handle.jsonValue())
      .catch((error: unknown) => {
        if (String(error).includes('Timeout')) throw error;
        return undefined;
      });
    if (typeof at === 'number' && at > 0) return at - started;
  }
}

async function editAndWait(tool: SlideTool, browser: BenchBrowser, slides: number): Promise<number> {
  return withTalk(slides, async (deck) => {
    const server = await tool.serve(deck);
    const page = await browser.open('about:blank');
    await page.addInitScript(watchPixels, tool.shown);
    await page.goto(server.address, { timeout: patienceMs });
    await page.waitForSelector(tool.shown, { timeout: patienceMs, state: 'attached' });
    const ms: number[] = [];
    for (let run = 1 - warmUps; run <= runs; run++) {
      // It has to be at rest: watchers and pages that still work on the last edit would miss this one.
      await page.waitForTimeout(restMs);
      const one = await edit(page, deck, slides, `edited-${run + warmUps}`);
      if (run > 0) ms.push(one);
    }
    await page.context().close();
    await server.close();
    return median(ms);
  });
}

export const editToPixel = (browser: BenchBrowser): Bench => ({
  name: 'edit',
  measured:
    'In Chromium, the same decks: from before the file is written until the first slide, which is shown, has been ' +
    'painted with the new word (a frame of the page after its document has it), by the machine’s clock. The peers are ' +
    '`reveal-md --watch` and `marp --server --watch`, which load the whole page anew. One tool after the other.',
  async run() {
    const peers = await slideTools();
    const rows: Row[] = [];
    for (const slides of [100, 1000]) {
      const ours = await editAndWait(piste, browser, slides);
      for (const peer of peers) {
        const their = await editAndWait(peer, browser, slides).catch((error: unknown) => {
          if (String(error).includes('Timeout')) return undefined;
          throw error;
        });
        rows.push({
          what: `edit to pixel, ${slides} slides`,
          ratio: their === undefined ? undefined : ours / their,
          ours: formatMs(ours),
          theirs: `${their === undefined ? `nothing within ${patienceMs / 1000} s` : formatMs(their)}, ${peer.name}`,
          runs: `${runs} each`,
          aim: slides === 100 ? 'under 150 ms' : '',
          met: slides === 100 ? ours < 150 : undefined,
        });
      }
    }
    return rows;
  },
});
