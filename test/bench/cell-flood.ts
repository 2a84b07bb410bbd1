import type { Page } from 'playwright-core';
import type { BareRunc } from './bare-runc.ts';
import { cells, floodLines } from './bench-deck.ts';
import { measureInPage } from './page-clock.ts';
import { type Bench, formatMs } from './row.ts';
import { median, pairedRatio } from './stats.ts';

const runs = 10;

/** Clicks on Run; resolves, in the page's own ms, when the cell has run and is `ok`. */
async function runToEnd(page: Page, cell: string): Promise<number> {
  const figure = `figure.cell[data-cell="${cell}"]`;
  const armed = page.evaluateHandle((selector) => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`no ${selector}`);
    let clickedAt = Number.NaN;
    const onClick = (event: MouseEvent) => {
      clickedAt = event.timeStamp;
    };
    document.addEventListener('click', onClick, { once: true, capture: true });
    const ms = new Promise<number>((done, failed) => {
      let ran = false;
      const observer = new MutationObserver(() => {
        const state = element.getAttribute('data-state');
        ran ||= state === 'running';
        if (!ran || state === 'running') return;
        observer.disconnect();
        if (state === 'ok') done(performance.now() - clickedAt);
        else failed(new Error(`${state}: ${element.querySelector('.cell-status')?.textContent}`));
      });
      observer.observe(element, { attributes: true, attributeFilter: ['data-state'] });
    });
    return { ms };
  }, figure);
  const ms = await measureInPage(armed, () => page.click(`${figure} [data-action="run"]`));
  const last = await page.textContent(`${figure} [data-output]`);
  if (!last?.trimEnd().endsWith(String(floodLines))) throw new Error('the last line is not in the output');
  return ms;
}

export const cellFlood = (page: () => Promise<Page>, bare: BareRunc): Bench => ({
  name: 'cell-flood',
  measured:
    `In Chromium: from the click on Run of \`seq ${floodLines}\` until the cell is \`ok\` on the page with the last line ` +
    'in its output (what is kept in between is bounded), in a session that has started. The peer is `runc exec` of the ' +
    'same, read to its end through a pipe.',
  async run() {
    const slides = await page();
    const container = await bare.startIdle();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let count = -1; count < runs; count++) {
      const our = await runToEnd(slides, cells.flood);
      const { endMs } = await bare.exec(container, ['seq', String(floodLines)]);
      if (count < 0) continue;
      ours.push(our);
      theirs.push(endMs);
    }
    await bare.remove(container);
    await slides.context().close();
    return [
      {
        what: `\`seq ${floodLines}\` in a cell, until it is ok in the page`,
        ratio: pairedRatio(ours, theirs),
        ours: formatMs(median(ours)),
        theirs: `${formatMs(median(theirs))}, \`runc exec\` into a pipe`,
        runs: `${runs} pairs`,
        aim: '',
        met: undefined,
      },
    ];
  },
});
