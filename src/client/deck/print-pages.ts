const sizes = [1, 0.92, 0.85, 0.78, 0.71, 0.65, 0.58, 0.52];

/**
 * Finds the size of type with which each slide fits a page of paper, where nothing scrolls. A slide that is longer
 * even at the smallest goes on over further pages, at a size that is easy to read. Fonts must be there; must come
 * before reveal.js measures its pages.
 */
export function fitPages(widthPx: number, heightPx: number): void {
  const root = document.documentElement;
  root.style.setProperty('--canvas-width', `${widthPx}px`);
  root.style.setProperty('--canvas-height', `${heightPx}px`);
  // The layout that reveal.js is about to switch to.
  root.classList.add('reveal-print');
  for (const slide of document.querySelectorAll<HTMLElement>(
    '.reveal .slides section:not(:has(> section))',
  )) {
    slide.style.removeProperty('--code-fit');
    const fitting = sizes.find((size) => {
      slide.style.setProperty('--fit', String(size));
      return slide.scrollHeight <= heightPx;
    });
    slide.style.setProperty('--fit', String(fitting ?? 0.78));
  }
}
