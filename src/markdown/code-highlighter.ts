import { bundledLanguages } from 'shiki/langs';
import { escapeHtml } from '../html/escape.ts';
import type { CodeEngine } from './code-engine.ts';

/** Colours code. Languages must be loaded before code in them is, unless it is known; unknown ones stay plain text. */
export interface CodeHighlighter {
  readonly load: (languages: Iterable<string>) => Promise<void>;
  /** Whether all of these that there are have been loaded. */
  readonly isReady: (languages: Iterable<string>) => boolean;
  /** Each line of the code as HTML. */
  readonly lines: (code: string, language: string) => readonly string[];
  /** How often code has been plain only because its language was not loaded. */
  readonly lacks: () => number;
  /** Takes in what was highlighted earlier. */
  readonly learn: (known: Iterable<Highlight>) => void;
  /** Says that code is still in use, by its name. */
  readonly use: (name: string) => void;
  /** How often code was used; and what was used after so many times, the last at the end. */
  readonly uses: () => number;
  readonly usedSince: (uses: number) => readonly Highlight[];
  /** How many were not learnt, but made here. */
  readonly made: () => number;
}

/** Code, named by its language and all of its text, and its lines as HTML. */
export type Highlight = readonly [name: string, lines: readonly string[]];

export const highlightName = (code: string, language: string): string => `${language.toLowerCase()}\n${code}`;

/** More letters than anyone reads on a page are shown without colours. */
const mostLetters = 200_000;
/** Letters of code that are remembered: what was not used for longest goes first. */
const mostRemembered = 24_000_000;
/** What one line may take before the rest of it stays plain: a busy machine is asked again, with more patience. */
const limitsMs = [200, 1000, 5000];
/** All that code of any deck may take beyond its first try: some lines are never done. */
let patienceMs = 20_000;

/** `isInTime` is false for what may be plain only because the machine was slow. */
function inTime<T>(make: (limitMs: number) => T): { readonly made: T; readonly isInTime: boolean } {
  let made: T | undefined;
  for (const [tries, limitMs] of limitsMs.entries()) {
    const began = performance.now();
    const now = make(limitMs);
    const tookMs = performance.now() - began;
    if (tookMs < limitMs) return { made: now, isInTime: true };
    if (tries > 0) patienceMs -= tookMs;
    // Long code takes its time too, and comes out the same.
    if (tries > 0 && JSON.stringify(now) === JSON.stringify(made)) return { made: now, isInTime: true };
    made = now;
    if (patienceMs <= 0) break;
  }
  return { made: made ?? make(limitsMs[0] ?? 0), isInTime: false };
}

let shared: CodeHighlighter | undefined;

/** The one highlighter of this process: grammars and themes are loaded once, and only when needed. */
export async function sharedHighlighter(): Promise<CodeHighlighter> {
  shared ??= createHighlighter();
  return shared;
}

const exists = (language: string): boolean => Object.hasOwn(bundledLanguages, language);

export function createHighlighter(): CodeHighlighter {
  let starting: Promise<CodeEngine> | undefined;
  let engine: CodeEngine | undefined;
  let lacks = 0;
  let made = 0;
  let letters = 0;
  let uses = 0;
  const remembered = new Map<string, { readonly lines: readonly string[]; readonly at: number }>();
  const remember = (name: string, lines: readonly string[]): void => {
    if (remembered.delete(name)) letters -= name.length;
    remembered.set(name, { lines, at: ++uses });
    letters += name.length;
    for (const oldest of remembered.keys()) {
      if (letters <= mostRemembered) break;
      remembered.delete(oldest);
      letters -= oldest.length;
    }
  };
  const isReady = (languages: Iterable<string>): boolean =>
    [...languages].every((one) => !exists(one.toLowerCase()) || engine?.has(one.toLowerCase()) === true);
  return {
    isReady,
    async load(languages) {
      const wanted = [...new Set(languages)].map((one) => one.toLowerCase()).filter(exists);
      if (isReady(wanted)) return;
      starting ??= import('./code-engine.ts').then(({ createCodeEngine }) => createCodeEngine());
      engine = await starting;
      await engine.load(wanted);
    },
    lines(code, written) {
      const language = written.toLowerCase();
      const name = highlightName(code, language);
      const known = remembered.get(name);
      if (known !== undefined) {
        remember(name, known.lines);
        return known.lines;
      }
      const text = code.replace(/\n$/, '');
      const isPlain = text.length > mostLetters || !exists(language);
      const coloured = isPlain ? undefined : inTime((limitMs) => engine?.lines(text, language, limitMs));
      if (coloured?.made === undefined) {
        if (!isPlain) lacks++;
        return text.split('\n').map(escapeHtml);
      }
      if (coloured.isInTime) {
        remember(name, coloured.made);
        made++;
      } else lacks++;
      return coloured.made;
    },
    lacks: () => lacks,
    learn(known) {
      for (const [name, lines] of known) if (!remembered.has(name)) remember(name, lines);
    },
    use(name) {
      const known = remembered.get(name);
      if (known) remember(name, known.lines);
    },
    uses: () => uses,
    usedSince: (since) =>
      [...remembered].flatMap(([name, { lines, at }]) => (at > since ? [[name, lines]] : [])),
    made: () => made,
  };
}

/** The languages that a Markdown text's fences may be in, and perhaps a few words more. */
export function languagesIn(markdown: string): readonly string[] {
  const fences = markdown.matchAll(
    /(?:`{3,}|~{3,})[ \t]*\{?\.?([A-Za-z][\w+#.-]*)(?:[ \t]+([A-Za-z][\w+#.-]*))?/g,
  );
  return [...fences].flatMap(([, first = '', second]) => {
    const [outer, inner] = /^(diff|patch)-(.+)$/.exec(first)?.slice(1) ?? [first, second];
    return /^(?:diff|patch)$/.test(outer ?? '') && inner ? [outer ?? '', inner] : [first];
  });
}
