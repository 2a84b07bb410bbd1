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

/** What all imports of a deck share: a few files that import each other may stand for millions of slides. */
interface Imported {
  slides: number;
  readonly cut: Map<string, readonly SlidevSlide[]>;
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
  imported: Imported = { slides: 0, cut: new Map() },
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
    if (imported.slides >= mostSlides) {
      options.flaw(
        slide.line,
        `\`src: ${src}\` is left out: ${mostSlides} slides are imported`,
        'import less, or make decks of their own of it',
      );
      return [keep];
    }
    const file = options.read(path);
    if ('why' in file) {
      options.flaw(slide.line, file.why, file.mend);
      return [keep];
    }
    const known = imported.cut.get(path) ?? options.split(linesOf(file.text));
    imported.cut.set(path, known);
    const cut = known.map((one) => ({
      ...one,
      line: slide.line,
      lines: atLine(one.lines, slide.line),
      headLines: atLine(one.headLines, slide.line),
    }));
    const wanted = picked === undefined ? cut : cut.filter((_, index) => isPicked(index + 1, picked));
    const own = wanted
      .slice(0, mostSlides - imported.slides)
      .map((one) => ({ ...one, head: { ...one.head, ...head } }));
    imported.slides += own.length;
    return importSlides(own, options, posix.dirname(path).replace(/^\.$/, ''), [...trail, path], imported);
  });
}

const linesOf = (text: string): readonly ExpandedLine[] =>
  atLine(
    normaliseText(text)
      .split('\n')
      .map((one) => ({ text: one, line: 1 })),
    1,
  );

const atLine = (lines: readonly ExpandedLine[], line: number): readonly ExpandedLine[] =>
  lines.map(({ text }) => ({ text, line }));

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
