import type { BrowserContext, Page } from 'playwright-core';
import type { SlideRange } from './slide-range.ts';

/** A slide on paper: its place in the deck, what it is called, and how many pages it takes. */
export interface PaperSlide {
  readonly h: number;
  readonly v: number;
  /** Among those that are shown, from 1. */
  readonly number: number;
  readonly title: string;
  readonly pages: number;
}

/** Has slides say their place before reveal.js makes pages of them, which do not; to be called before they are opened. */
export async function markPlaces(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      let h = 0;
      for (const first of document.querySelectorAll<HTMLElement>('.slides > section')) {
        const below = [...first.querySelectorAll<HTMLElement>(':scope > section')];
        // reveal.js takes hidden ones away.
        const shown = (below.length > 0 ? below : [first]).filter(
          (slide) => slide.dataset.visibility !== 'hidden' && first.dataset.visibility !== 'hidden',
        );
        shown.forEach((slide, v) => {
          slide.dataset.place = `${h}-${v}`;
        });
        if (shown.length > 0) h++;
      }
    });
  });
}

/**
 * Makes of reveal.js' pages for print what a file wants: only the slides that are meant, all of them there for who reads them
 * aloud, and links to slides that lead to their pages. `startsAtOne`: addresses of slides
 * count from 1.
 */
export async function preparePaper(
  page: Page,
  isMeant: SlideRange['has'],
  startsAtOne: boolean,
): Promise<readonly PaperSlide[]> {
  await page.waitForSelector('.slides > .pdf-page', { state: 'attached' });
  const places = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.slides > .pdf-page')].map(
      (paper) => paper.querySelector<HTMLElement>(':scope > section')?.dataset.place ?? '',
    ),
  );
  const numbers = new Map<string, number>();
  for (const place of places) if (!numbers.has(place)) numbers.set(place, numbers.size + 1);
  const kept = places.map((place) => {
    const number = numbers.get(place) ?? 0;
    return isMeant(number) ? number : 0;
  });
  return page.evaluate(paperSlidesOf, { kept, startsAtOne });
}

/** This runs in the page: it may use nothing from outside itself. */
function paperSlidesOf({
  kept,
  startsAtOne,
}: {
  readonly kept: readonly number[];
  readonly startsAtOne: boolean;
}): readonly PaperSlide[] {
  const papers = [...document.querySelectorAll<HTMLElement>('.slides > .pdf-page')];
  const heightPx = Number.parseFloat(document.body.style.height) || 720;
  const slides = new Map<number, PaperSlide>();
  papers.forEach((paper, index) => {
    const section = paper.querySelector<HTMLElement>(':scope > section');
    const number = kept[index] ?? 0;
    if (!section || number === 0) {
      paper.remove();
      return;
    }
    // On a stage only the present slide is there to be read.
    section.removeAttribute('hidden');
    section.removeAttribute('aria-hidden');
    const pages = Math.max(1, Math.round(Number.parseFloat(paper.style.height) / heightPx));
    const known = slides.get(number);
    const [h = 0, v = 0] = (section.dataset.place ?? '').split('-').map(Number);
    if (known) {
      // A step of the same slide, as another page: an address leads to the first.
      for (const one of [section, ...section.querySelectorAll('[id]')]) one.removeAttribute('id');
      slides.set(number, { ...known, pages: known.pages + pages });
      return;
    }
    if (section.id === '') section.id = `slide-${h}-${v}`;
    const first =
      section.querySelector('h1, h2, h3, h4, h5, h6') ?? section.querySelector('p, li, figcaption, td');
    const named = first?.cloneNode(true);
    if (named instanceof Element)
      for (const twice of named.querySelectorAll('.katex-html, annotation')) twice.remove();
    const words = named?.textContent ?? '';
    const alt = section.querySelector('img[alt]')?.getAttribute('alt') ?? '';
    const title = (words.trim() === '' ? alt : words).replace(/\s+/g, ' ').trim();
    const short = title.length > 80 ? `${title.slice(0, 80).replace(/\s+\S*$/, '')}…` : title;
    slides.set(number, { h, v, number, pages, title: short === '' ? String(number) : short });
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.slides a[href^="#"]')) {
    const path = (link.getAttribute('href') ?? '').slice(1).split('/');
    const [first = '', second = ''] = path.slice(1);
    const less = startsAtOne ? 1 : 0;
    const id =
      path[0] !== ''
        ? path[0]
        : /^\d+$/.test(first)
          ? document.querySelector(
              `.pdf-page > section[data-place="${Number(first) - less}-${Math.max(0, Number(second) - less)}"]`,
            )?.id
          : first;
    // To a slide that is not among them, or to nothing.
    if (id === undefined || document.getElementById(id) === null) link.removeAttribute('href');
    else link.setAttribute('href', `#${id}`);
  }
  return [...slides.values()];
}
