import type { MarkdownIt, Token } from 'markdown-it';
import { lineStartsOf } from './source-text.ts';

/** Offsets of a stretch of text in which no separator counts: `[start, end)`. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** The last text of each Markdown: telling a deck's dialect and cutting it ask for the same. */
const lastRead = new WeakMap<MarkdownIt, { readonly text: string; readonly regions: readonly Region[] }>();

/** The fences, HTML comments, `<pre>`, scripts and styles of a text, in order, as the page's own Markdown sees them. */
export function protectedRegions(md: MarkdownIt, text: string): readonly Region[] {
  const last = lastRead.get(md);
  if (last?.text === text) return last.regions;
  const regions = readRegions(md, text);
  lastRead.set(md, { text, regions });
  return regions;
}

function readRegions(md: MarkdownIt, text: string): readonly Region[] {
  const starts = lineStartsOf(text);
  const tokens: Token[] = [];
  md.block.parse(text, md, {}, tokens);
  return tokens.flatMap((token): Region[] => {
    if (token.map === null || (token.type !== 'fence' && token.type !== 'html_block')) return [];
    const [first, next] = token.map;
    if (token.type === 'html_block' && !verbatim.test(token.content)) {
      if (token.level > 0) return [];
      const from = starts[first] ?? 0;
      return [...token.content.matchAll(verbatimWithin)].map((found) => ({
        start: from + found.index,
        end: Math.min(text.length, from + found.index + found[0].length),
      }));
    }
    const start = starts[first] ?? 0;
    const end = Math.min((starts[next] ?? text.length + 1) - 1, text.length);
    if (token.type === 'fence') return [{ start, end }];
    // A comment is a separator where it stands alone, however far from the edge.
    const block = text.slice(start, end);
    return [{ start: start + block.length - block.trimStart().length, end: start + block.trimEnd().length }];
  });
}

const verbatim = /^\s*<(?:!--|(?:pre|script|style|textarea)\b)/i;
const verbatimWithin = /<!--[\s\S]*?(?:-->|$)|<(pre|script|style|textarea)\b[\s\S]*?(?:<\/\1>|$)/gi;

/**
 * The matches of a pattern in a text, outside its protected regions. A match that covers a region whole counts
 * (a comment can be a separator); one that lies in it, or across its edge, does not.
 */
export function* matchesOutside(
  matcher: { find(from: number): boolean; start(): number; end(): number },
  regions: readonly Region[],
  length: number,
): Generator<Region> {
  let from = 0;
  let next = 0;
  while (from <= length && matcher.find(from)) {
    const match = { start: matcher.start(), end: matcher.end() };
    if (match.end === match.start) {
      from = match.end + 1;
      continue;
    }
    while ((regions[next]?.end ?? Number.POSITIVE_INFINITY) <= match.start) next++;
    const region = regions[next];
    const touches = region !== undefined && region.start < match.end;
    const covers = touches && match.start <= region.start && match.end >= region.end;
    if (touches && !covers) from = Math.max(region.end, from + 1);
    else {
      yield match;
      from = match.end;
    }
  }
}
