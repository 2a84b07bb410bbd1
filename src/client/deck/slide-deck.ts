import Reveal, { type RevealApi } from 'reveal.js';
import { isForSlides } from '../keys/listen-to-keys.ts';
import { fadeGoneLines, matchSlides } from './auto-animate.ts';
import { fitPages } from './print-pages.ts';
import { portraitCanvas, revealOptions, type Surroundings } from './reveal-options.ts';

/** Starts reveal.js on the page; `?print-pdf` is its own affair. */
export async function startSlides(deckOptions: Readonly<Record<string, unknown>>): Promise<RevealApi> {
  const options = revealOptions(deckOptions, surroundings());
  if (isPrintView()) await fitPages(pixels(options.width, 1280), pixels(options.height, 720));
  const autoAnimateMatcher = (from: HTMLElement, to: HTMLElement) =>
    matchSlides(from, to, () => Reveal.getScale());
  await Reveal.initialize({ ...options, autoAnimateMatcher, keyboardCondition: isForSlides });
  const goneMs = ((Reveal.getConfig().autoAnimateDuration ?? 1) * 1000) / 3;
  Reveal.on('autoanimate', (event) => {
    const slides = autoAnimatedSlides(event);
    if (slides) fadeGoneLines(slides.from, slides.to, goneMs);
  });
  markCanvas();
  let wasPortrait = surroundings().portrait !== undefined;
  window.addEventListener('resize', () => {
    const { portrait } = surroundings();
    markCanvas();
    if (!portrait && !wasPortrait) return;
    wasPortrait = portrait !== undefined;
    const { width, height } = revealOptions(deckOptions, surroundings());
    if (width === Reveal.getConfig().width && height === Reveal.getConfig().height) return;
    Reveal.configure({ ...(width ? { width } : {}), ...(height ? { height } : {}) });
  });
  return Reveal;
}

function autoAnimatedSlides(event: Event): { from: HTMLElement; to: HTMLElement } | undefined {
  const from = 'fromSlide' in event ? event.fromSlide : undefined;
  const to = 'toSlide' in event ? event.toSlide : undefined;
  return from instanceof HTMLElement && to instanceof HTMLElement ? { from, to } : undefined;
}

/** True when the page is laid out for paper: nothing live belongs there. */
export function isPrintView(): boolean {
  return /print-pdf|view=print/i.test(window.location.search);
}

/** The canvas may be given as a share of the window; paper has none. */
function pixels(size: number | string | undefined, otherwise: number): number {
  return typeof size === 'number' ? size : otherwise;
}

function surroundings(): Surroundings {
  return {
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    portrait: isPrintView() ? undefined : portraitCanvas(window.innerWidth, window.innerHeight),
  };
}

function markCanvas(): void {
  document.documentElement.classList.toggle('portrait', surroundings().portrait !== undefined);
}
