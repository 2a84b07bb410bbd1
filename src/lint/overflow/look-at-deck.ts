import type { Browser, Page } from 'playwright-core';
import { messageOf, RunError } from '../../errors.ts';

/** One slide as a browser shows it at 1280 by 720, with all of its fragments; lengths are px of that. */
export interface SlideLook {
  /** Line of the deck that the slide, or the cell whose output it shows, begins on. */
  readonly line: number;
  /** `#/h/v`. */
  readonly address: string;
  /** The size of its type, as a share of the size that it has by design. */
  readonly fit: number;
  readonly overflowPx: number;
  readonly codeBelowPx: number;
  readonly codeRightPx: number;
  /** The whole text of the first code of which it does not show all. */
  readonly cutCode?: string;
  readonly undrawn: readonly UndrawnDiagram[];
}

/** A diagram that Mermaid has refused. */
export interface UndrawnDiagram {
  readonly source: string;
  readonly why: string;
}

/** Something that the browser complained of; `url` is the address that it is about, where it names one. */
export interface PageComplaint {
  readonly text: string;
  readonly url: string | undefined;
}

export interface PageLook {
  readonly slides: readonly SlideLook[];
  readonly complaints: readonly PageComplaint[];
}

const size = { width: 1280, height: 720 };
/** Only a page that is broken takes as long, on a busy machine too. */
const pageMs = 60_000;
/** A slide that is not laid out by then, and after as many looks, never will be. */
const patience = { ms: 20_000, looks: 2000 };

/** Opens a deck's slides and walks through all of them; rejects with a `RunError` where a page does not come up twice. */
export async function lookAtDeck(browser: Browser, address: string, file: string): Promise<PageLook> {
  // A browser that a busy machine has kept waiting does better the second time.
  return lookOnce(browser, address).catch(() =>
    lookOnce(browser, address).catch((error: unknown) => {
      const [why = ''] = messageOf(error).split('\n');
      throw new RunError(`${file}: its slides could not be looked at: ${why}`, { cause: error });
    }),
  );
}

async function lookOnce(browser: Browser, address: string): Promise<PageLook> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(pageMs);
    const complaints = listenToComplaints(page);
    // What the slides will hold may be fetched by the page itself.
    await page.goto(`${address}?outputs=recorded`, { waitUntil: 'networkidle' });
    await page.waitForSelector('.reveal.ready section[data-fit]', { state: 'attached' });
    const slides = await walkSlides(page);
    return { slides, complaints };
  } finally {
    await context.close();
  }
}

/** This runs in the page, where the client says on each slide what became of it (client/deck/fit-slide.ts). */
function walkSlides(page: Page): Promise<readonly SlideLook[]> {
  return page.evaluate(async (patience) => {
    await document.fonts.ready;
    const places = [...document.querySelectorAll<HTMLElement>('.reveal .slides > section')].flatMap(
      (first, h) => {
        const below = [...first.querySelectorAll<HTMLElement>(':scope > section')];
        return (below.length > 0 ? below : [first]).map((section, v) => ({
          section,
          address: `#/${h}/${v}`,
        }));
      },
    );
    for (
      const until = performance.now() + patience.ms;
      document.querySelector(
        '.slides :is([data-diagram="mermaid"], div.mermaid):not([data-undrawn]):not(:has(> svg))',
      ) && performance.now() < until;
    )
      await new Promise((done) => setTimeout(done, 20));
    // The page came up with the first, before its outputs had come: it is walked to again, last.
    const first = places.shift();
    if (first !== undefined) places.push(first);
    const looks: SlideLook[] = [];
    for (const { section, address } of places) {
      if (places.length > 1) delete section.dataset.fit;
      location.hash = `${address}/999`;
      const until = performance.now() + patience.ms;
      for (
        let looks = 0;
        !section.classList.contains('present') || section.dataset.fit === undefined;
        looks++
      ) {
        if (looks > patience.looks && performance.now() > until) throw new Error(`${address} is not shown`);
        await new Promise((done) => setTimeout(done));
      }
      const { line, fit, overflow, codeBelow, codeRight } = section.dataset;
      const cutCode = [...section.querySelectorAll<HTMLElement>('.cell-source pre, .code-frame pre')].find(
        (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1,
      );
      looks.push({
        line: Number(line),
        address,
        fit: Number(fit),
        overflowPx: Number(overflow ?? 0),
        codeBelowPx: Number(codeBelow ?? 0),
        codeRightPx: Number(codeRight ?? 0),
        ...(cutCode === undefined ? {} : { cutCode: cutCode.textContent ?? '' }),
        undrawn: [...section.querySelectorAll<HTMLElement>('[data-undrawn]')].map((host) => ({
          source: host.querySelector('.diagram-source')?.textContent ?? '',
          why: host.dataset.undrawn ?? '',
        })),
      });
    }
    return looks;
  }, patience);
}

function listenToComplaints(page: Page): readonly PageComplaint[] {
  const complaints: PageComplaint[] = [];
  page.on('pageerror', (error) => complaints.push({ text: error.message, url: undefined }));
  page.on('console', (message) => {
    // What was not loaded is told better by its answer, below.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    const url = /'((?:https?:|data:)[^']*)'/.exec(message.text())?.[1];
    complaints.push({ text: message.text(), url });
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400)
      complaints.push({
        text: `it gets no \`${new URL(answer.url()).pathname}\` (status ${answer.status()})`,
        url: answer.url(),
      });
  });
  return complaints;
}
