import { colorModeEvent, isDark } from '../color-mode.ts';
import { spoken } from '../words.ts';

type Drawing = typeof import('./mermaid-draw.ts');

/** Diagrams that were drawn, by their colours, their source, and which of equal ones they are. */
const known = new Map<string, string>();
const mostKnown = 200;
/** What each place shows. */
const shown = new WeakMap<Element, string>();

let drawing: Promise<Drawing> | undefined;
let coloursOf: string | undefined;
let turn: Promise<void> = Promise.resolve();

/** Wider diagrams than this are scrolled on a phone (diagram.css), in px. */
const phoneWidth = 340;

const selector = '[data-diagram="mermaid"], .slides div.mermaid, main div.mermaid';

/**
 * Draws the page's diagrams, if it has any: those that are known at once, so that nothing flickers when the deck has
 * changed, and the others one after the other. What is drawn stays until what takes its place is there.
 */
export function drawDiagrams(drawnOne: () => void = () => {}): Promise<void> {
  const hosts = [...document.querySelectorAll<HTMLElement>(selector)];
  if (hosts.length === 0) return Promise.resolve();
  const mode = isDark() ? 'dark' : 'light';
  const seen = new Map<string, number>();
  const waiting = hosts.flatMap((host) => {
    const source = sourceOf(host);
    const count = (seen.get(source) ?? 0) + 1;
    seen.set(source, count);
    const key = `${mode} ${count}\n${source}`;
    if (shown.get(host) === key) return [];
    const svg = known.get(key);
    if (svg === undefined) {
      // A source that is there for the blink of an eye only makes its reader blink.
      if (!host.querySelector(':scope > :is(svg, .diagram-why)')) host.dataset.drawing = '';
      return [{ host, source, key }];
    }
    show(host, svg, key);
    return [];
  });
  if (waiting.length === 0) return Promise.resolve();
  turn = turn.then(async () => {
    const draw = await load(mode).catch((error: unknown) => {
      drawing = undefined;
      for (const { host } of waiting) showWhy(host, messageOf(error));
    });
    for (const { host, source, key } of draw ? waiting : []) {
      // The deck or its colours may be others by now, and this one drawn in its turn.
      if (!host.isConnected || mode !== (isDark() ? 'dark' : 'light')) continue;
      try {
        const svg = known.get(key) ?? (await draw?.drawMermaid(source)) ?? '';
        if (known.size >= mostKnown) known.clear();
        known.set(key, svg);
        show(host, svg, key);
      } catch (error) {
        showWhy(host, messageOf(error));
      }
      drawnOne();
    }
  });
  return turn;
}

/** Draws them anew whenever the page's colours change. */
export function watchDiagramColours(drawnOne: () => void = () => {}): void {
  document.addEventListener(colorModeEvent, () => void drawDiagrams(drawnOne));
}

/** Draws them in the colours of paper, which is white whatever the reader's system is. */
export function drawDiagramsOnPaper(): Promise<void> {
  document.documentElement.classList.add('reveal-print');
  document.documentElement.dataset.theme = 'light';
  return drawDiagrams();
}

async function load(mode: string): Promise<Drawing> {
  drawing ??= import('./mermaid-draw.ts');
  const draw = await drawing;
  // Labels are measured by the letters they are written in.
  await document.fonts.load('16px "Inter Variable"');
  if (coloursOf !== mode) draw.setUpMermaid(mode === 'dark');
  coloursOf = mode;
  return draw;
}

/** A `<div class="mermaid">` becomes what a fence is, once. */
function sourceOf(host: HTMLElement): string {
  const place = host.querySelector<HTMLElement>('.diagram-source');
  if (place) return place.textContent ?? '';
  const source = document.createElement('pre');
  source.className = 'diagram-source';
  source.tabIndex = 0;
  source.append(document.createElement('code'));
  source.firstElementChild?.append(dedent(host.textContent ?? ''));
  host.replaceChildren(source);
  host.classList.add('diagram');
  host.dataset.diagram = 'mermaid';
  return source.textContent ?? '';
}

/** Without the indentation that all lines share: Mermaid's mind maps are made of it. */
function dedent(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents))).join('\n');
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function show(host: HTMLElement, svg: string, key: string): void {
  const parsed = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
  const source = host.querySelector<HTMLElement>('.diagram-source');
  if (!parsed || !source) throw new Error('it came out empty');
  const { width, height } = parsed.viewBox.baseVal;
  parsed.removeAttribute('style');
  parsed.setAttribute('width', String(width));
  parsed.setAttribute('height', String(height));
  parsed.style.setProperty('--width', String(width));
  parsed.style.setProperty('--height', String(height));
  // A finger moves it then, and not the slides.
  host.toggleAttribute('data-prevent-swipe', width > phoneWidth);
  if (!parsed.hasAttribute('aria-labelledby')) parsed.setAttribute('aria-label', labelOf(host, parsed));
  host.querySelector(':scope > svg')?.remove();
  host.querySelector(':scope > .diagram-why')?.remove();
  source.hidden = true;
  delete host.dataset.drawing;
  delete host.dataset.undrawn;
  source.after(parsed);
  shown.set(host, key);
  // What scrolls is scrolled by keys too.
  if (host.scrollWidth > host.clientWidth + 1) host.tabIndex = 0;
}

function labelOf(host: HTMLElement, svg: SVGElement): string {
  const caption = host.querySelector('figcaption')?.textContent;
  const words = [...svg.querySelectorAll('text')].map((text) => text.textContent?.trim() ?? '');
  return (
    caption ??
    spoken.say('picture.diagram', { words: words.filter((word) => word !== '').join(', ') }).slice(0, 300)
  );
}

function showWhy(host: HTMLElement, why: string): void {
  const source = host.querySelector<HTMLElement>('.diagram-source');
  if (!source) return;
  const line = host.querySelector('.diagram-why') ?? document.createElement('p');
  line.className = 'diagram-why';
  line.setAttribute('role', 'alert');
  line.textContent = spoken.say('page.diagram', { why: why.split('\n').slice(0, 4).join('\n') });
  host.querySelector(':scope > svg')?.remove();
  source.hidden = false;
  delete host.dataset.drawing;
  // For `piste check`.
  host.dataset.undrawn = why;
  source.after(line);
}
