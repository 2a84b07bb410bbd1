import { createRequire } from 'node:module';
import type katex from 'katex';
import { escapeHtml } from '../html/escape.ts';

/** A formula as HTML; or why it is none, and its source in place of it. */
export type MathHtml = { readonly html: string; readonly why?: string };

/** More than this is no formula that a reader could read. */
const mostLetters = 4000;
/** Each letter becomes a hundred of HTML, and each fraction more. */
const mostHtml = 400_000;
const mostRemembered = 500;
const remembered = new Map<string, MathHtml>();

const load: (name: 'katex') => typeof katex = createRequire(import.meta.url);
let loaded: typeof katex | undefined;

/** KaTeX takes a while to load, and most decks have no formula. */
function loadKatex(): typeof katex {
  loaded ??= load('katex');
  return loaded;
}

/** TeX as HTML for the eye and MathML for who listens. Same TeX, same HTML: made once. */
export function mathHtml(tex: string, display: boolean): MathHtml {
  const key = `${display} ${tex}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const made = render(tex, display);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, made);
  return made;
}

function render(tex: string, display: boolean): MathHtml {
  if (tex.length > mostLetters) return { html: sourceHtml(tex, display), why: 'it is too long' };
  try {
    const html = loadKatex().renderToString(tex, {
      displayMode: display,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 20,
      maxExpand: 500,
    });
    return html.length > mostHtml ? { html: sourceHtml(tex, display), why: 'it is too large' } : { html };
  } catch (error) {
    // KaTeX begins with its own name and ends with a piece of the source, which its author has before their eyes.
    const message = error instanceof Error ? error.message : String(error);
    const why = message
      .replace(/^KaTeX parse error: /, '')
      .replace(/ at (?:position \d+|end of input): [\s\S]*$/, '');
    return { html: sourceHtml(tex, display), why };
  }
}

function sourceHtml(tex: string, display: boolean): string {
  const mark = display ? '$$' : '$';
  return `<code class="math-source">${escapeHtml(`${mark}${tex.trim()}${mark}`)}</code>`;
}
