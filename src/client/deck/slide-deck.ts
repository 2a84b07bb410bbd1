import Reveal, { type RevealApi } from 'reveal.js';
import { isForSlides } from '../keys/listen-to-keys.ts';
import { fadeGoneLines, matchSlides } from './auto-animate.ts';
import { withPlainBackgrounds } from './plain-backgrounds.ts';
import { fitPages } from './print-pages.ts';
import { portraitCanvas, revealOptions, type Surroundings } from './reveal-options.ts';

/** Starts reveal.js on the page, or `embedded` in a part of it; `?print-pdf` is its own affair. */
export async function startSlides(
  deckOptions: Readonly<Record<string, unknown>>,
  embedded = false,
): Promise<RevealApi> {
  if (embedded) return startEmbedded(deckOptions);
  const options = revealOptions(deckOptions, surroundings());
  if (isPrintView()) {
    // As it will be on paper, so that the fonts of this layout are asked for.
    document.documentElement.classList.add('reveal-print');
    await document.fonts.ready;
    fitPages(pixels(options.width, 1280), pixels(options.height, 720));
  }
  const autoAnimateMatcher = (from: HTMLElement, to: HTMLElement) =>
    matchSlides(from, to, () => Reveal.getScale());
  await withPlainBackgrounds(() =>
    Reveal.initialize({ ...options, autoAnimateMatcher, keyboardCondition: isForSlides }),
  );
  readable(Reveal);
  const goneMs = ((Reveal.getConfig().autoAnimateDuration ?? 1) * 1000) / 3;
  Reveal.on('autoanimate', (event) => {
    const slides = autoAnimatedSlides(event);
    if (slides) fadeGoneLines(slides.from, slides.to, goneMs);
  });
  markCanvas();
  window.addEventListener('resize', () => {
    markCanvas();
    const { width, height } = revealOptions(deckOptions, surroundings());
    if (width === Reveal.getConfig().width && height === Reveal.getConfig().height) return;
    Reveal.configure({ ...(width ? { width } : {}), ...(height ? { height } : {}) });
  });
  return Reveal;
}

/** Slides in a part of the page: nothing moves there, and the canvas is the deck's own, whatever the window. */
async function startEmbedded(deckOptions: Readonly<Record<string, unknown>>): Promise<RevealApi> {
  const options = revealOptions(deckOptions, { reducedMotion: true, portrait: undefined });
  await Reveal.initialize({
    ...options,
    embedded: true,
    minScale: 0.05,
    controls: false,
    progress: false,
    slideNumber: false,
    keyboardCondition: isForSlides,
  });
  Reveal.getRevealElement()?.removeAttribute('role');
  return Reveal;
}

/** In what calls itself an application, screen readers read nothing by themselves: slides are a text. */
function readable(deck: RevealApi): void {
  deck.getRevealElement()?.setAttribute('role', 'main');
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
    window: isPrintView() ? undefined : { width: window.innerWidth, height: window.innerHeight },
  };
}

function markCanvas(): void {
  document.documentElement.classList.toggle('portrait', surroundings().portrait !== undefined);
}
