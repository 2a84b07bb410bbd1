import type { Browser } from 'playwright-core';
import { articlePage } from './article-page.ts';
import { deckFilesFor, handFiles } from './browser-files.ts';
import type { ExportDeck } from './export-deck.ts';
import { withOutsideLinks } from './outside-links.ts';
import { aboutPdf, type Paper, type PaperOptions, type PrintedPdf, sheetStyle } from './paper.ts';
import { pagesOf, readPdf } from './pdf/read-pdf.ts';
import { updatePdf } from './pdf/update-pdf.ts';
import { openSettled, patienceFor } from './settled-page.ts';

const marginMm = 18;

/** A deck's article as a PDF on sheets of paper, with its headings as outline. */
export async function articlePdf(
  browser: Browser,
  site: ExportDeck,
  { base, creator, paper }: PaperOptions & { readonly paper: Paper },
): Promise<PrintedPdf> {
  const { name, settings } = site.deck;
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light' });
  try {
    const html = withOutsideLinks(await articlePage(site), name, base);
    await handFiles(context, deckFilesFor(site, new Map([['article.html', html]])));
    const page = await openSettled(
      context,
      `/${encodeURIComponent(name)}/article.html`,
      patienceFor(site.deck.slides.length),
    );
    await page.addStyleTag({ content: sheetStyle(paper, marginMm) });
    // A picture that waits until it is scrolled to would not be on paper.
    await page.evaluate(async () => {
      const late = [...document.querySelectorAll<HTMLImageElement>('img[loading="lazy"]')];
      for (const picture of late) picture.loading = 'eager';
      await Promise.all(late.map((picture) => picture.decode().catch(() => {})));
    });
    const printed = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
    });
    const bytes = updatePdf(printed, aboutPdf(settings, creator));
    return { bytes, pages: pagesOf(readPdf(printed)).length };
  } finally {
    await context.close();
  }
}
