import { posix } from 'node:path';
import type { ExpandedLine, IncludeRead } from '../../markdown/include.ts';
import { normaliseText } from '../source-text.ts';
import { type NoteFlaw, pathFromDeck } from './snippets.ts';
import type { SlidevSlide } from './split-slidev.ts';

/** A slide with the folder that its paths begin in, from the deck's own. */
export type PlacedSlide = SlidevSlide & { readonly folder: string };

const deepest = 8;
const mostSlides = 2000;

/** How the files that `src:` names are read and cut. */
export interface ImportOptions {
  readonly read: (path: string) => IncludeRead;
  readonly split: (lines: readonly ExpandedLine[]) => readonly SlidevSlide[];
  readonly flaw: NoteFlaw;
}

/**
 * Puts the slides of other files in the place of those with `src: ./file.md` (or `./file.md#2,5-7`). Lines of them
 * count as the line that imports them; its front matter goes over theirs.
 */
export function importSlides(
  slides: readonly SlidevSlide[],
  options: ImportOptions,
  folder = '',
  trail: readonly string[] = [],
): readonly PlacedSlide[] {
  return slides.flatMap((slide): readonly PlacedSlide[] => {
    const { src, ...head } = slide.head;
    if (typeof src !== 'string' || src.trim() === '') return [{ ...slide, folder }];
    const [written = '', picked] = src.trim().split('#');
    const path = pathFromDeck(written, folder);
    const keep: PlacedSlide = { ...slide, head, folder, lines: slide.lines };
    if (trail.includes(path) || trail.length >= deepest) {
      options.flaw(
        slide.line,
        `\`src: ${src}\` imports itself`,
        'import a file that does not import this one',
      );
      return [keep];
    }
    const file = options.read(path);
    if ('why' in file) {
      options.flaw(slide.line, file.why, file.mend);
      return [keep];
    }
    const lines = normaliseText(file.text)
      .split('\n')
      .map((text) => ({ text, line: slide.line }));
    const cut = options.split(lines).map((one) => ({ ...one, line: slide.line }));
    const wanted = picked === undefined ? cut : cut.filter((_, index) => isPicked(index + 1, picked));
    const own = wanted.map((one) => ({ ...one, head: { ...one.head, ...head } }));
    return importSlides(own, options, posix.dirname(path).replace(/^\.$/, ''), [...trail, path]).slice(
      0,
      mostSlides,
    );
  });
}

/** The files that a text's `src:` lines name, from the deck's folder. */
export function importPathsOf(text: string, folder: string): readonly string[] {
  return [...text.matchAll(/^src:[ \t]*(['"]?)([^\s'"#][^'"#\n]{0,500}?\.md)\b/gm)].map((found) =>
    pathFromDeck(found[2] ?? '', folder),
  );
}

function isPicked(number: number, ranges: string): boolean {
  return ranges.split(',').some((range) => {
    const [from = '', to] = range.trim().split('-');
    return number >= Number(from) && number <= Number(to ?? from);
  });
}
