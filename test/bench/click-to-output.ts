import type { Page } from 'playwright-core';
import type { BareRunc } from './bare-runc.ts';
import { cells } from './bench-deck.ts';
import { measureInPage } from './page-clock.ts';
import { type Bench, formatMs } from './row.ts';
import { median, pairedDifference, pairedRatio, percentile } from './stats.ts';

const runs = 30;
const warmUps = 3;

/** Clicks on a cell's button; resolves, in the page's own ms, when the output holds `text`. */
async function clickAndWait(page: Page, cell: string, text: string): Promise<number> {
  const figure = `figure.cell[data-cell="${cell}"]`;
  const armed = page.evaluateHandle(
    ([selector, wanted]) => {
      const output = document.querySelector(`${selector} [data-output]`);
      if (!output) throw new Error(`no output below ${selector}`);
      let clickedAt = Number.NaN;
      const onClick = (event: MouseEvent) => {
        clickedAt = event.timeStamp;
      };
      document.addEventListener('click', onClick, { once: true, capture: true });
      const ms = new Promise<number>((done) => {
        const observer = new MutationObserver(() => {
          if (!output.textContent.includes(wanted)) return;
          observer.disconnect();
          done(performance.now() - clickedAt);
        });
        observer.observe(output, { childList: true, subtree: true, characterData: true });
      });
      return { ms };
    },
    [figure, `${text}\n`] as const,
  );
  const ms = await measureInPage(armed, () => page.click(`${figure} [data-action="run"]`));
  await page.waitForSelector(`${figure}[data-state="ok"]`);
  return ms;
}

export const clickToOutput = (page: () => Promise<Page>, bare: BareRunc): Bench => ({
  name: 'click',
  measured:
    'In Chromium, by the page’s own clock: from the click on Run (its event’s time stamp) until the first line of ' +
    'output is in the document, in a session that has started. The peer is `runc exec` of `echo` in a container that ' +
    'runs, from the spawn to the first byte. One of each in turn.',
  async run() {
    const slides = await page();
    const container = await bare.startIdle();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let count = 1 - warmUps; count <= runs; count++) {
      const our = await clickAndWait(slides, cells.count, `run ${count + warmUps}`);
      const { firstByteMs } = await bare.exec(container, ['echo', 'hello']);
      if (count < 1) continue;
      ours.push(our);
      theirs.push(firstByteMs);
    }
    await bare.remove(container);
    await slides.context().close();
    return [
      {
        what: 'click on Run to the first output in the page',
        ratio: pairedRatio(ours, theirs),
        ours: `${formatMs(median(ours))} (p99 ${formatMs(percentile(ours, 99))})`,
        theirs: `${formatMs(median(theirs))}, \`runc exec\` of \`echo\``,
        runs: `${runs} pairs; difference ${formatMs(pairedDifference(ours, theirs))}`,
        aim: 'under 40 ms',
        met: median(ours) < 40,
      },
    ];
  },
});
