import type { Browser, Page } from 'playwright-core';
import { deckFilesFor, handFiles } from './browser-files.ts';
import type { ExportDeck } from './export-deck.ts';
import { openSettled, patienceFor, settle } from './settled-page.ts';
import type { SlideRange } from './slide-range.ts';
import { pictureStyle, slidesPage } from './slides-page.ts';

export interface PictureOptions {
  readonly isMeant: SlideRange['has'];
  /** `flat`: each slide once, whole; `pages`: a picture for each of its steps. */
  readonly fragments: 'flat' | 'pages';
  /** Pixels of the picture for each px of the slide. */
  readonly scale: number;
  readonly onDrawn: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** One picture: its name without an ending, as `07` or `07-2`, and the PNG. */
export interface SlidePicture {
  readonly name: string;
  readonly png: Uint8Array;
}

/** Draws slides one after the other as an audience has them, without what moves them; each is handed over before the next. */
export async function* slidePictures(
  browser: Browser,
  site: ExportDeck,
  { isMeant, fragments, scale, onDrawn, signal }: PictureOptions,
): AsyncGenerator<SlidePicture> {
  const { name, settings } = site.deck;
  const { width, height } = settings.revealOptions;
  const context = await browser.newContext({
    viewport: { width: pixels(width, 1280), height: pixels(height, 720) },
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  try {
    const page = await slidesPage(site, { controls: false, progress: false });
    await handFiles(context, deckFilesFor(site, new Map([['', page]])));
    const shown = await openSettled(
      context,
      `/${encodeURIComponent(name)}/`,
      patienceFor(site.deck.slides.length),
    );
    await shown.addStyleTag({ content: pictureStyle });
    const steps = await stepsOf(shown);
    const wanted = steps
      .map((step, index) => ({ ...step, number: index + 1 }))
      .filter((one) => isMeant(one.number));
    const digits = String(steps.length).length;
    for (const [index, { h, v, number, fragmentSteps }] of wanted.entries()) {
      const base = String(number).padStart(digits, '0');
      for (const step of fragments === 'flat' ? [fragmentSteps - 1] : stepsUpTo(fragmentSteps)) {
        signal.throwIfAborted();
        await showSlide(shown, h, v, step, settings.revealOptions.hashOneBasedIndex === true ? 1 : 0);
        yield { name: fragments === 'flat' ? base : `${base}-${step + 2}`, png: await shown.screenshot() };
      }
      onDrawn(index + 1, wanted.length);
    }
  } finally {
    await context.close();
  }
}

/** Before the first step there is one with none. */
const stepsUpTo = (count: number): readonly number[] =>
  Array.from({ length: count + 1 }, (_, index) => index - 1);

const pixels = (size: unknown, otherwise: number): number =>
  typeof size === 'number' && size > 0 ? size : otherwise;

const stepsOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.reveal .slides > section')].flatMap((first, h) => {
      const below = [...first.querySelectorAll<HTMLElement>(':scope > section')];
      return (below.length > 0 ? below : [first]).map((slide, v) => ({
        h,
        v,
        fragmentSteps: new Set(
          [...slide.querySelectorAll<HTMLElement>('.fragment')].map((one) => one.dataset.fragmentIndex),
        ).size,
      }));
    }),
  );

/** Goes to a slide at a step, as its address does (`less` is what that counts from), and waits until it is laid out and still. */
async function showSlide(page: Page, h: number, v: number, step: number, less: number): Promise<void> {
  await page.evaluate(
    ({ h, v, step, less }) => {
      const first = document.querySelectorAll<HTMLElement>('.reveal .slides > section')[h];
      const slide = first?.querySelectorAll<HTMLElement>(':scope > section')[v] ?? first;
      // Laid out anew, it says so (client/deck/fit-slide.ts).
      if (!slide?.classList.contains('present')) delete slide?.dataset.fit;
      window.location.hash = `#/${h + less}/${v + less}${step < 0 ? '' : `/${step}`}`;
    },
    { h, v, step, less },
  );
  await page.waitForFunction(
    ({ h, v }) => {
      const first = document.querySelectorAll<HTMLElement>('.reveal .slides > section')[h];
      const slide = first?.querySelectorAll<HTMLElement>(':scope > section')[v] ?? first;
      return slide?.classList.contains('present') && slide.dataset.fit !== undefined;
    },
    { h, v },
  );
  await settle(page, 'section.present img');
}
