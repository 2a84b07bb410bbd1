import type { PdfAbout } from './pdf/update-pdf.ts';
import type { SlideRange } from './slide-range.ts';

export const papers = ['a4', 'letter'] as const;
export type Paper = (typeof papers)[number];

/** The size of a sheet held upright, in px of 96 to the inch. */
export const paperSizes: Readonly<Record<Paper, { readonly widthPx: number; readonly heightPx: number }>> = {
  a4: { widthPx: 793.7, heightPx: 1122.5 },
  letter: { widthPx: 816, heightPx: 1056 },
};

/** What every PDF of a deck is made by. */
export interface PaperOptions {
  /** Where links to the site's other pages lead; without it they are text. */
  readonly base: URL | undefined;
  /** What the file says that it was made by. */
  readonly creator: string;
}

export interface SlidePaperOptions extends PaperOptions {
  readonly isMeant: SlideRange['has'];
}

/** A finished PDF. */
export interface PrintedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** The rules for sheets with a margin, and the page's number at the foot of each. */
export const sheetStyle = (paper: Paper, marginMm: number): string => `
@page {
  size: ${paper === 'a4' ? 'A4' : 'letter'};
  margin: ${marginMm}mm ${marginMm}mm ${marginMm + 4}mm;
  @bottom-center {
    content: counter(page);
    color: #5b6472;
    font: 500 8.5pt/1 "Inter Variable", sans-serif;
  }
}
`;

/** What a deck's PDF says of itself. */
export const aboutPdf = (
  { title, about }: { readonly title: string; readonly about: { readonly authors: readonly string[] } },
  creator: string,
): PdfAbout => ({ title, authors: about.authors, creator });
