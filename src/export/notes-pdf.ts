import type { Browser } from 'playwright-core';
import type { ExportDeck } from './export-deck.ts';
import {
  aboutPdf,
  type Paper,
  type PrintedPdf,
  paperSizes,
  type SlidePaperOptions,
  sheetStyle,
} from './paper.ts';
import { pagesOf, readPdf } from './pdf/read-pdf.ts';
import { updatePdf } from './pdf/update-pdf.ts';
import { withPaperSlides } from './slides-pdf.ts';

const marginMm = 18;
const marginPx = (marginMm / 25.4) * 96;

/**
 * The speaker's sheets as a PDF: each slide with its notes below it; what is long, slide or notes, goes on over the next
 * sheet. Slides without notes that follow each other share sheets.
 */
export async function notesPdf(
  browser: Browser,
  site: ExportDeck,
  options: SlidePaperOptions & { readonly paper: Paper },
): Promise<PrintedPdf> {
  const { widthPx, heightPx } = paperSizes[options.paper];
  const room = { widthPx: widthPx - 2 * marginPx - 2, heightPx: heightPx / 2 };
  return withPaperSlides(browser, site, options, { pdfSeparateFragments: false }, async (page) => {
    await page.addStyleTag({ content: `${sheetStyle(options.paper, marginMm)}${notesStyle}` });
    await page.evaluate(sheetsOf, room);
    const printed = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
    });
    const bytes = updatePdf(printed, aboutPdf(site.deck.settings, options.creator));
    return { bytes, pages: pagesOf(readPdf(printed)).length };
  });
}

/** This runs in the page: it may use nothing from outside itself. */
function sheetsOf(room: { readonly widthPx: number; readonly heightPx: number }): void {
  const papers = [...document.querySelectorAll<HTMLElement>('.slides > .pdf-page')];
  const slideHeightPx = Number.parseFloat(document.body.style.height) || 720;
  // All at once: measuring what has just been moved lays everything out again.
  const sizes = papers.map((paper) => ({
    widthPx: paper.getBoundingClientRect().width,
    heightPx: paper.getBoundingClientRect().height,
    filledPx: paper.querySelector<HTMLElement>(':scope > section')?.offsetHeight ?? 0,
  }));
  const sheets = papers.map((paper, index) => {
    const { widthPx = 1280, heightPx = 720, filledPx = 0 } = sizes[index] ?? {};
    const scale = Math.min(room.widthPx / widthPx, room.heightPx / slideHeightPx);
    const isLong = heightPx > 1.5 * slideHeightPx;
    const shownPx = isLong ? Math.min(heightPx, Math.max(filledPx, slideHeightPx)) : heightPx;
    const picture = document.createElement('div');
    picture.className = isLong ? 'sheet-picture is-long' : 'sheet-picture';
    picture.style.width = `${widthPx * scale}px`;
    picture.style.height = `${shownPx * scale}px`;
    const notes = document.createElement('div');
    notes.className = 'sheet-notes';
    notes.append(...(paper.querySelector('section > aside.notes')?.childNodes ?? []));
    const heading = paper.querySelector('h1, h2, h3, h4, h5, h6');
    // The outline is made of headings, and a slide is one line of it.
    for (const one of paper.querySelectorAll('h1, h2, h3, h4, h5, h6'))
      one.setAttribute('role', one === heading ? 'heading' : 'paragraph');
    heading?.setAttribute('aria-level', '1');
    for (const one of notes.querySelectorAll('h1, h2, h3, h4, h5, h6')) one.setAttribute('role', 'paragraph');
    const sheet = document.createElement('div');
    const isSilent = (notes.textContent ?? '').trim() === '' && notes.querySelector('img, svg') === null;
    sheet.className = isSilent ? 'sheet is-silent' : 'sheet';
    sheet.append(picture, ...(isSilent ? [] : [notes]));
    paper.style.width = `${widthPx}px`;
    paper.style.height = `${shownPx}px`;
    // What is only drawn smaller keeps its lines, but is in one piece: a long one has to go on over the next sheet.
    if (isLong) paper.style.zoom = String(scale);
    else paper.style.transform = `scale(${scale})`;
    picture.append(paper);
    return sheet;
  });
  document.querySelector('.reveal .slides')?.replaceChildren(...sheets);
  // reveal.js has given it the size of a slide.
  document.body.removeAttribute('style');
  document.body.classList.add('notes-sheets');
}

const notesStyle = `
html, body.notes-sheets, .notes-sheets .reveal, .notes-sheets .reveal .slides {
  position: static !important; width: auto !important; height: auto !important; overflow: visible !important;
  background: #fff !important; }
.notes-sheets :is(.reveal > :not(.slides), .slides > section) { display: none !important; }
.notes-sheets .sheet + .sheet { break-before: page; }
.notes-sheets .is-silent + .is-silent { margin-top: 8mm; break-before: auto; }
.notes-sheets .sheet-picture {
  position: relative; overflow: hidden; margin: 0 auto; break-inside: avoid; border: 1px solid #c9ced6; box-sizing: content-box; }
.notes-sheets .sheet-picture.is-long { break-inside: auto; }
.notes-sheets .pdf-page { position: absolute !important; top: 0; left: 0; transform-origin: 0 0; break-after: auto !important; }
.notes-sheets .sheet-notes {
  margin-top: 8mm; color: #1b2430; font: 400 11.5pt/1.55 "Inter Variable", sans-serif; text-align: left; }
.notes-sheets .sheet-notes * { font-size: inherit; line-height: inherit; }
.notes-sheets .sheet-notes :is(p, ul, ol, pre, blockquote, table) { margin: 0 0 0.7em; }
.notes-sheets .sheet-notes :is(ul, ol) { padding-left: 1.4em; }
.notes-sheets .sheet-notes :is(p, li) { orphans: 3; widows: 3; }
.notes-sheets .sheet-notes :is(pre, code) { font-family: "JetBrains Mono Variable", monospace; font-size: 9.5pt; }
`;
