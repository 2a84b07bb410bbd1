import type { MarkdownIt, Token } from 'markdown-it';
import { lineStartsOf } from './source-text.ts';

/** Offsets of a stretch of text in which no separator counts: `[start, end)`. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** The fences and HTML comments of a text, in order, as the page's own Markdown sees them. */
export function protectedRegions(md: MarkdownIt, text: string): readonly Region[] {
  const starts = lineStartsOf(text);
  const tokens: Token[] = [];
  md.block.parse(text, md, {}, tokens);
  return tokens.flatMap((token): Region[] => {
    const isComment = token.type === 'html_block' && token.content.trimStart().startsWith('<!--');
    if (token.map === null || (token.type !== 'fence' && !isComment)) return [];
    const [first, next] = token.map;
    const end = (starts[next] ?? text.length + 1) - 1;
    return [{ start: starts[first] ?? 0, end: Math.min(end, text.length) }];
  });
}

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
