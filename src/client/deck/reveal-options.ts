import type { RevealConfig } from 'reveal.js';

/** What the options depend on beside the deck. */
export interface Surroundings {
  readonly reducedMotion: boolean;
  /** A phone held upright: a canvas of its own shape, so that text is large enough to read. */
  readonly portrait: Canvas | undefined;
  /** The window's own shape, for decks that do not say theirs; undefined on paper. */
  readonly window?: Canvas | undefined;
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
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
  fragmentInURL: true,
  slideNumber: 'c/t',
  controls: true,
  controlsTutorial: false,
  progress: true,
  transition: 'fade',
  transitionSpeed: 'fast',
  // Lines of code leave quickly and arrive softly: long enough to be followed, over before it is waited for.
  autoAnimateDuration: 0.6,
  autoAnimateEasing: 'cubic-bezier(0.3, 0, 0.1, 1)',
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
  const ownCanvas = 'width' in wished || 'height' in wished;
  const canvas = ownCanvas || !around.window ? {} : screenCanvas(around.window.width, around.window.height);
  const options: RevealConfig = Object.assign({}, defaults, canvas, wished, ours);
  if (around.reducedMotion)
    Object.assign(options, { transition: 'none', backgroundTransition: 'none', autoAnimate: false });
  return around.portrait ? { ...options, ...around.portrait } : options;
}

/**
 * A canvas of the window's shape, from 4:3 to 21:9: a projector shows no bars above and below, type is never smaller than
 * on 16:9, and a picture to the edge reaches the edge.
 */
export function screenCanvas(width: number, height: number): Canvas {
  const ratio = width / height;
  if (ratio >= 16 / 9) return { width: Math.round(720 * Math.min(ratio, 21 / 9)), height: 720 };
  if (ratio >= 4 / 3) return { width: 1280, height: Math.round(1280 / ratio) };
  return { width: 1100, height: Math.round(1100 / Math.max(ratio, 3 / 4)) };
}

/** The canvas for an upright phone; undefined where the deck's own canvas does. */
export function portraitCanvas(width: number, height: number): Canvas | undefined {
  if (width >= 600 || height <= width) return undefined;
  return { width: 480, height: Math.round((480 * height) / width) };
}
