import type { Browser, BrowserContext, Page } from 'playwright-core';
import { deckFilesFor, handFiles } from './browser-files.ts';
import type { ExportDeck } from './export-deck.ts';
import { withOutsideLinks } from './outside-links.ts';
import { aboutPdf, type PrintedPdf, type SlidePaperOptions } from './paper.ts';
import { markPlaces, type PaperSlide, preparePaper } from './paper-slides.ts';
import { type OutlineEntry, updatePdf } from './pdf/update-pdf.ts';
import { openSettled, patienceFor } from './settled-page.ts';
import { slidesPage } from './slides-page.ts';

export interface SlidesPdfOptions extends SlidePaperOptions {
  /** `flat`: all of a slide on one page; `pages`: a page for each of its steps; undefined: as the deck says. */
  readonly fragments: 'flat' | 'pages' | undefined;
}

/** A deck's slides as a PDF, one page a slide, with what is recorded of its cells. */
export async function slidesPdf(
  browser: Browser,
  site: ExportDeck,
  options: SlidesPdfOptions,
): Promise<PrintedPdf> {
  const { fragments, creator } = options;
  const steps = fragments === undefined ? {} : { pdfSeparateFragments: fragments === 'pages' };
  return withPaperSlides(browser, site, options, steps, async (page, slides) => {
    const printed = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    const about = { ...aboutPdf(site.deck.settings, creator), outline: outlineOf(slides) };
    return { bytes: updatePdf(printed, about), pages: slides.reduce((sum, slide) => sum + slide.pages, 0) };
  });
}

/** Opens a deck's slides laid out for paper, and closes them whatever comes of `use`. */
export async function withPaperSlides<Result>(
  browser: Browser,
  site: ExportDeck,
  { isMeant, base }: Pick<SlidePaperOptions, 'isMeant' | 'base'>,
  revealOptions: Readonly<Record<string, unknown>>,
  use: (page: Page, slides: readonly PaperSlide[]) => Promise<Result>,
): Promise<Result> {
  const { name, settings } = site.deck;
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
  });
  try {
    const html = withOutsideLinks(await slidesPage(site, revealOptions), name, base);
    await markPlaces(context);
    await handFiles(context, deckFilesFor(site, new Map([['', html]])));
    const page = await openSettled(
      context,
      `/${encodeURIComponent(name)}/?print-pdf`,
      patienceFor(site.deck.slides.length),
    );
    return await use(
      page,
      await preparePaper(page, isMeant, settings.revealOptions.hashOneBasedIndex === true),
    );
  } finally {
    await context.close();
  }
}

/** Slides in their order; those that stand below another are below it. */
export function outlineOf(slides: readonly PaperSlide[]): readonly OutlineEntry[] {
  const entries: { title: string; page: number; h: number; children: OutlineEntry[] }[] = [];
  let page = 0;
  for (const { h, title, pages } of slides) {
    const last = entries.at(-1);
    if (last !== undefined && last.h === h) last.children.push({ title, page });
    else entries.push({ title, page, h, children: [] });
    page += pages;
  }
  return entries;
}
