import type { RevealConfig } from 'reveal.js';

/** What the options depend on beside the deck. */
export interface Surroundings {
  readonly reducedMotion: boolean;
  /** A phone held upright: a canvas of its own shape, so that text is large enough to read. */
  readonly portrait: { readonly width: number; readonly height: number } | undefined;
}

const defaults: RevealConfig = {
  width: 1280,
  height: 720,
  margin: 0,
  minScale: 0.2,
  // 4K is three times the canvas.
  maxScale: 4,
  center: false,
  hash: true,
  slideNumber: 'c/t',
  controls: true,
  controlsTutorial: false,
  progress: true,
  transition: 'fade',
  transitionSpeed: 'fast',
  pdfSeparateFragments: false,
};

/** What the page itself depends on, whatever the deck says: our keys, our layout, no scripts from elsewhere. */
const ours: RevealConfig = {
  display: 'grid',
  help: false,
  postMessage: false,
  postMessageEvents: false,
  previewLinks: false,
  // Upright phones get a canvas of their shape instead of reveal.js' scrolling view, which rewrites the page.
  scrollActivationWidth: 0,
};

const notForDecks = new Set(['plugins', 'dependencies', 'keyboardCondition', 'url']);

/** The deck's options over our defaults, and what must hold over both. */
export function revealOptions(deck: Readonly<Record<string, unknown>>, around: Surroundings): RevealConfig {
  const wished = Object.fromEntries(Object.entries(deck).filter(([key]) => !notForDecks.has(key)));
  const options: RevealConfig = Object.assign({}, defaults, wished, ours);
  if (around.reducedMotion)
    Object.assign(options, { transition: 'none', backgroundTransition: 'none', autoAnimate: false });
  return around.portrait ? { ...options, ...around.portrait } : options;
}

/** The canvas for an upright phone; undefined where the deck's own canvas does. */
export function portraitCanvas(width: number, height: number): Surroundings['portrait'] {
  if (width >= 600 || height <= width) return undefined;
  return { width: 480, height: Math.round((480 * height) / width) };
}
