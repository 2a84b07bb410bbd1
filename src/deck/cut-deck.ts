import type { MarkdownIt } from 'markdown-it';
import type { ExpandedLine, IncludeRead } from '../markdown/include.ts';
import { type CutSlide, cutSlide, postTitle } from './cut-slide.ts';
import type { Dialect } from './deck.ts';
import { detectDialect, type FoundDialect } from './dialect.ts';
import type { FrontMatter } from './front-matter.ts';
import { cutPost } from './post/cut-post.ts';
import { type NoteLiquid, readLiquid } from './post/read-liquid.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { matchesOutside, protectedRegions } from './protected-regions.ts';
import { compileSeparators } from './separators.ts';
import type { OwnKeys } from './settings-schema.ts';
import { cutSlidev } from './slidev/cut-slidev.ts';
import { lineStartsOf } from './source-text.ts';
import { splitSlides } from './split-slides.ts';

/** A deck's text after its front matter, and what it is cut with. */
export interface DeckText {
  readonly md: MarkdownIt;
  readonly head: FrontMatter;
  readonly keys: OwnKeys;
  readonly lines: readonly ExpandedLine[];
  readonly body: string;
  readonly read: (path: string) => IncludeRead;
  /** The column, from 1, of what is written on a line of the source. */
  readonly columnOf: (line: number, written: string) => number;
  readonly problems: ProblemList;
}

/** Tells a deck's dialect, reading its text only where the front matter does not say. */
export function dialectOf({ md, head, keys, body }: DeckText): FoundDialect {
  const withoutCode = (): string => {
    let at = 0;
    let text = '';
    for (const { start, end } of protectedRegions(md, body)) {
      text += body.slice(at, start);
      at = Math.max(at, end);
    }
    return text + body.slice(at);
  };
  return detectDialect(head.data, keys.dialect, withoutCode, () => {
    const { slide } = compileSeparators(keys, 'reveal', head.positionOf, createProblemList('', ''));
    return !matchesOutside(slide.matcher(body), protectedRegions(md, body), body.length).next().done;
  });
}

/** Cuts a deck into slides, by its dialect's rules. */
export function cutDeck(dialect: Dialect, text: DeckText): readonly CutSlide[] {
  const { md, head, keys, lines, body, read, columnOf, problems } = text;
  if (dialect === 'slidev') return cutSlidev({ md, head, lines, read, problems });
  if (dialect === 'post') {
    const note: NoteLiquid = (line, written, message, mend) =>
      problems.warn({ line, column: columnOf(line, written) }, message, mend);
    const { prose = 'slides', lists = 'whole' } = keys.slides ?? {};
    return cutPost(md, readLiquid(md, lines, note), postTitle(head, body), { prose, lists });
  }
  const separators = compileSeparators(keys, dialect, head.positionOf, problems);
  const starts = lineStartsOf(body);
  return splitSlides(md, body, separators).map((raw) => cutSlide(raw, body, starts, lines));
}
