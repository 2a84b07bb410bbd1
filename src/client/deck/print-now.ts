import type { RevealApi } from 'reveal.js';
import { fitPages } from './print-pages.ts';

/**
 * Lays the slides out as pages when they are printed as they stand (Ctrl+P without `?print-pdf`), and back afterwards.
 * reveal.js' own sheet for paper is for plain text: boxes that scroll would be printed cut.
 */
export function printAsPages(reveal: RevealApi, laidOut: () => void): void {
  const root = document.documentElement;
  let undo: (() => void) | undefined;
  window.addEventListener('beforeprint', () => {
    if (undo) return;
    const { width, height } = reveal.getConfig();
    const [widthPx, heightPx] = [numberOr(width, 1280), numberOr(height, 720)];
    const inner = document.querySelector<HTMLElement>('.reveal .slides');
    const page = document.head.appendChild(document.createElement('style'));
    page.textContent = `@page { size: ${widthPx}px ${heightPx}px; margin: 0 }`;
    // What reveal.js says of a slide's place on the stage holds for a stage.
    const kept = [inner, ...leaves()].map((element) => [element, element?.getAttribute('style')] as const);
    root.classList.add('print-pdf', 'print-now');
    const grounds = leaves().map((slide) => groundOf(reveal, slide));
    fitPages(widthPx, heightPx);
    undo = () => {
      root.classList.remove('reveal-print', 'print-pdf', 'print-now');
      page.remove();
      for (const ground of grounds) ground?.remove();
      for (const [element, style] of kept) {
        if (style) element?.setAttribute('style', style);
        else element?.removeAttribute('style');
      }
    };
  });
  window.addEventListener('afterprint', () => {
    undo?.();
    undo = undefined;
    laidOut();
  });
}

const leaves = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('.reveal .slides section:not(:has(> section))'),
];

/** A slide's own background, which lies elsewhere on the page, laid under its words. */
function groundOf(reveal: RevealApi, slide: HTMLElement): HTMLElement | undefined {
  const { h, v } = reveal.getIndices(slide);
  const ground = reveal.getSlideBackground(h, v)?.cloneNode(true);
  if (!(ground instanceof HTMLElement) || (!ground.style.cssText && !ground.className.includes('has-')))
    return undefined;
  slide.prepend(ground);
  return ground;
}

const numberOr = (size: number | string | undefined, otherwise: number): number =>
  typeof size === 'number' ? size : otherwise;
