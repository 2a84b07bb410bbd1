import type { Deck } from '../../src/deck/deck.ts';
import { parseDeck } from '../../src/deck/parse-deck.ts';

/** A deck of lines, with files beside it. */
export function parse(text: string, files: Readonly<Record<string, string>> = {}): Deck {
  return parseDeck(text, {
    file: 'deck.md',
    name: 'deck',
    readInclude: (path) =>
      Object.hasOwn(files, path) ? { text: files[path] ?? '' } : { why: `no ${path}`, mend: 'write it' },
  });
}

/** `h.v first-last text | ...`: a deck's slides in one line. */
export function outline(deck: Deck): string {
  return deck.slides
    .map(
      (slide) =>
        `${slide.h}.${slide.v} ${slide.line}-${slide.endLine} ${slide.markdown.replaceAll('\n', '/')}`,
    )
    .join(' | ');
}

/** `line:column severity message; mend` of each problem. */
export function complaints(deck: Deck): readonly string[] {
  return deck.problems.map(
    (one) => `${one.line}:${one.column} ${one.severity} ${one.message}; ${one.mend ?? ''}`,
  );
}
