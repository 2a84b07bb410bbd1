import type { Env, MarkdownIt, Token } from 'markdown-it';
import type { Deck, Slide } from '../deck/deck.ts';
import type { Position } from '../errors.ts';
import { createMarkdown } from '../markdown/create-markdown.ts';
import { envWith } from '../markdown/env-with.ts';
import { createUsedIds } from '../markdown/used-ids.ts';
import { createSeeker } from './seek.ts';

/** Where one of these stands in a token's lines. Asked again for the same words, it finds the next place. */
export type SeekInPart = (
  token: Pick<Token, 'map'>,
  needles: string | readonly string[],
  lead?: string,
) => Position;

/** A slide's text, or its notes, read as the page reads them. */
export interface ReadPart {
  readonly slide: Slide;
  readonly isNotes: boolean;
  readonly tokens: readonly Token[];
  /** Labels of the footnotes that are defined here, and whether anything here names them. */
  readonly footnotes: ReadonlyMap<string, boolean>;
  /** What the page shows, but for code: cells that it does not show are left out. */
  readonly html: string;
  /** The source line, from 1, of a line, from 0, of this part. */
  readonly sourceLine: (line: number) => number;
  /** A seeker of words in it: each rule has its own, because a seeker goes on where it found them last. */
  readonly seeker: () => SeekInPart;
}

/** Reads all slides and notes in the order of the page, so that headings get the ids that they have there. */
export function readParts(deck: Deck, lines: readonly string[]): readonly ReadPart[] {
  const usedIds = createUsedIds();
  const renderOutput = (): string => '<output></output>';
  const own = createMarkdown({
    usedIds,
    renderOutput,
    renderFence: ({ info }) =>
      info.cellGroup?.words.some((word) => word.key === 'check') ? '' : '<pre></pre>',
  });
  const notes = createMarkdown({ usedIds });
  return deck.slides.flatMap((slide) => {
    const text = readPart(own, deck, slide, false, slide.markdown, lines, slide.sourceLines);
    if (slide.notes === undefined) return [text];
    const first = firstLineOfNotes(slide, slide.notes, lines);
    const sourceLines = slide.notes.split('\n').map((_, index) => first + index);
    return [text, readPart(notes, deck, slide, true, slide.notes, lines, sourceLines)];
  });
}

function readPart(
  md: MarkdownIt,
  deck: Deck,
  slide: Slide,
  isNotes: boolean,
  markdown: string,
  lines: readonly string[],
  sourceLines: readonly number[],
): ReadPart {
  const env: Env = {
    ...envWith(deck.references),
    docId: `${isNotes ? 'notes-' : ''}${slide.h}-${slide.v}`,
  };
  const tokens = withPlaces(md.parse(markdown, env));
  const sourceLine = (line: number): number =>
    sourceLines[Math.min(line, sourceLines.length - 1)] ?? slide.line;
  return {
    slide,
    isNotes,
    tokens,
    footnotes: footnotesOf(env),
    html: md.renderer.render([...tokens], md.options, env),
    sourceLine,
    seeker: () => {
      const seek = createSeeker(lines);
      return (token, needles, lead) => {
        const [first, end] = token.map ?? [0, 1];
        return seek(sourceLine(first), sourceLine(Math.max(first, end - 1)), [needles].flat(), lead);
      };
    },
  };
}

/** What is in a table's cell has no lines of its own: it has those of its row. */
function withPlaces(tokens: readonly Token[]): readonly Token[] {
  let map: Token['map'] = null;
  for (const token of tokens) {
    map = token.map ?? map;
    if (token.type === 'inline') token.map ??= map;
  }
  return tokens;
}

function firstLineOfNotes(slide: Slide, notes: string, lines: readonly string[]): number {
  const [first = ''] = notes.split('\n');
  const index = lines.findIndex((line, at) => at >= slide.endLine && line.trimEnd().endsWith(first));
  return index < 0 ? slide.endLine : index + 1;
}

/** The footnote plugin notes a definition with a number below 0 until something names it. */
function footnotesOf(env: Env): ReadonlyMap<string, boolean> {
  const state: unknown = env.footnotes;
  const refs = typeof state === 'object' && state !== null && 'refs' in state ? state.refs : undefined;
  if (typeof refs !== 'object' || refs === null) return new Map();
  return new Map(Object.entries(refs).map(([label, number]) => [label.slice(1), Number(number) >= 0]));
}
