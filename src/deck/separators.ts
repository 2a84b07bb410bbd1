import { RE2JS } from 're2js';
import { messageOf, type Position } from '../errors.ts';
import type { Dialect } from './deck.ts';
import type { ProblemList } from './problem-list.ts';
import type { OwnKeys } from './settings-schema.ts';

/** Compiled separators, matched in time linear in the text, whatever their author wrote. */
export interface Separators {
  /** Either of the two, so that the leftmost wins, as in reveal.js. */
  readonly slide: RE2JS;
  readonly horizontal: RE2JS;
  readonly notes: RE2JS;
}

const revealHorizontal = '\\r?\\n---\\r?\\n';

/** What each dialect cuts at when its front matter does not say. */
const defaults: Readonly<Record<Dialect, { horizontal: string; vertical: string; notes: string }>> = {
  reveal: { horizontal: revealHorizontal, vertical: '\\r?\\n----\\r?\\n', notes: '^notes?:' },
  // mkslides leaves these to its mkslides.yml, whose documented values these are.
  mkslides: { horizontal: '^\\s*---\\s*$', vertical: '^\\s*-v-\\s*$', notes: '^notes?:' },
  slidev: { horizontal: revealHorizontal, vertical: '\\r?\\n----\\r?\\n', notes: '^notes?:' },
  post: { horizontal: revealHorizontal, vertical: '\\r?\\n----\\r?\\n', notes: '^notes?:' },
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
    const flaw = flawOf(pattern);
    if (flaw === undefined) return pattern;
    problems.error(positionOf(path), `\`${pattern}\` cannot separate slides: ${flaw.message}`, flaw.mend);
    return fallback;
  };
  const horizontal = choose('separator', 'separator', own.horizontal);
  const vertical = choose('verticalSeparator', 'separator_vertical', own.vertical);
  const notes = choose('notesSeparator', 'separator_notes', own.notes);
  const slide = compileTogether(horizontal, vertical);
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
    notes: RE2JS.compile(notes, RE2JS.MULTILINE | RE2JS.CASE_INSENSITIVE),
  };
}

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
