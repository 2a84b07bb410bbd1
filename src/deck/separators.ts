import { RE2JS } from 're2js';
import { messageOf, type Position } from '../errors.ts';
import type { Dialect } from './deck.ts';
import { nativePattern, type Pattern } from './native-pattern.ts';
import type { ProblemList } from './problem-list.ts';
import type { OwnKeys } from './settings-schema.ts';

/** Compiled separators, matched in time linear in the text, whatever their author wrote. */
export interface Separators {
  /** Either of the two, so that the leftmost wins, as in reveal.js. */
  readonly slide: Pattern;
  readonly horizontal: RE2JS;
  readonly notes: Pattern;
}

const revealHorizontal = '\\r?\\n---\\r?\\n';
const revealVertical = '\\r?\\n----\\r?\\n';
const usualNotes = '^notes?:';

/** The same as RE2 reads them, for the decks that have no separators of their own. */
export const nativeSlide = nativePattern(/\r?\n-{3,4}\r?\n/);
export const nativeNotes = nativePattern(/(?<![^\n])notes?:/iu);

/** What each dialect cuts at when its front matter does not say. */
const defaults: Readonly<Record<Dialect, { horizontal: string; vertical: string; notes: string }>> = {
  reveal: { horizontal: revealHorizontal, vertical: revealVertical, notes: usualNotes },
  // mkslides leaves these to its mkslides.yml, whose documented values these are.
  mkslides: { horizontal: '^\\s*---\\s*$', vertical: '^\\s*-v-\\s*$', notes: usualNotes },
  slidev: { horizontal: revealHorizontal, vertical: revealVertical, notes: usualNotes },
  post: { horizontal: revealHorizontal, vertical: revealVertical, notes: usualNotes },
};

/** The separators of a deck. A pattern that cannot be used is a problem, and its dialect's own stands in. */
export function compileSeparators(
  keys: OwnKeys,
  dialect: Dialect,
  positionOf: (path: readonly PropertyKey[]) => Position,
  problems: ProblemList,
): Separators {
  const own = defaults[dialect];
  const choose = (flat: keyof OwnKeys, nested: string, fallback: string): string => {
    const inSlides = keys.slides?.[nested];
    const [pattern, path] =
      typeof inSlides === 'string' ? [inSlides, ['slides', nested]] : [keys[flat], [flat]];
    if (typeof pattern !== 'string') return fallback;
    const flaw = flawOf(asRe2(pattern));
    if (flaw === undefined) return asRe2(pattern);
    problems.error(positionOf(path), `\`${pattern}\` cannot separate slides: ${flaw.message}`, flaw.mend);
    return fallback;
  };
  const horizontal = choose('separator', 'separator', own.horizontal);
  const vertical = choose('verticalSeparator', 'separator_vertical', own.vertical);
  const notes = choose('notesSeparator', 'separator_notes', own.notes);
  const isUsual = horizontal === revealHorizontal && vertical === revealVertical;
  const slide = isUsual ? nativeSlide : compileTogether(horizontal, vertical);
  if (slide === undefined) {
    const at = positionOf(['slides', 'separator_vertical']);
    problems.error(
      at,
      'the two separators cannot be used together',
      'give their groups different names, or none',
    );
  }
  return {
    slide: slide ?? RE2JS.compile(`(?:${own.horizontal})|(?:${own.vertical})`, RE2JS.MULTILINE),
    horizontal: RE2JS.compile(horizontal),
    notes:
      notes === usualNotes ? nativeNotes : RE2JS.compile(notes, RE2JS.MULTILINE | RE2JS.CASE_INSENSITIVE),
  };
}

/** Python's `\Z` is RE2's `\z`; all else that both have is written in the same way. */
const asRe2 = (pattern: string): string =>
  pattern.replace(/\\[\s\S]/g, (escaped) => (escaped === '\\Z' ? '\\z' : escaped));

function compileTogether(horizontal: string, vertical: string): RE2JS | undefined {
  try {
    return RE2JS.compile(`(?:${horizontal})|(?:${vertical})`, RE2JS.MULTILINE);
  } catch {
    return undefined;
  }
}

function flawOf(pattern: string): { message: string; mend: string } | undefined {
  if (pattern.length > 1000) return { message: 'it is too long', mend: 'write a shorter one' };
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.MULTILINE);
    if (!compiled.testExact('')) return undefined;
    return {
      message: 'it matches the empty text',
      mend: 'write what a separator looks like, such as `^---$`',
    };
  } catch (thrown) {
    return {
      message: messageOf(thrown),
      mend: 'it is read as RE2: no look-around (`(?=`, `(?!`, `(?<=`) and no back-references (`\\1`)',
    };
  }
}
