import type { MarkdownIt, Token } from 'markdown-it';
import type { ExpandedLine } from '../markdown/include.ts';
import { protectedRegions, type Region } from './protected-regions.ts';
import { lineStartsOf, positionAt } from './source-text.ts';

const inlineCode = /(?<!`)(`{1,20})(?!`)(?:[^`\n]|\n(?![ \t]*\n)|(?!\1(?!`))`){1,600}?(?<!`)\1(?!`)/g;
const comment = /<!--[\s\S]*?(?:-->|$)/g;

/** The stretches of a text that are not prose: code in lines and blocks, comments, scripts and styles; in order. */
export function codeRegions(md: MarkdownIt, text: string): readonly Region[] {
  const starts = lineStartsOf(text);
  const tokens: Token[] = [];
  md.block.parse(text, md, {}, tokens);
  const blocks = tokens.flatMap((token): Region[] => {
    const isCode = token.type === 'fence' || token.type === 'code_block';
    const isHtml = token.type === 'html_block' && /^\s*<(?:pre|script|style|textarea)\b/i.test(token.content);
    if (token.map === null || !(isCode || isHtml)) return [];
    return [{ start: starts[token.map[0]] ?? 0, end: starts[token.map[1]] ?? text.length }];
  });
  const regions = [...blocks];
  const isFree = (start: number, end: number): boolean => {
    const next = firstEndingAfter(blocks, start);
    return next === undefined || next.start >= end;
  };
  let lastEnd = 0;
  const inline = [...text.matchAll(comment), ...text.matchAll(inlineCode)].sort((a, b) => a.index - b.index);
  for (const found of inline) {
    const end = found.index + found[0].length;
    if (found.index < lastEnd || !isFree(found.index, end)) continue;
    regions.push({ start: found.index, end });
    lastEnd = end;
  }
  return regions.sort((a, b) => a.start - b.start);
}

/** Rewrites what a pattern finds in the prose of a text; what it finds in code stays. */
export function rewriteProse(
  md: MarkdownIt,
  text: string,
  pattern: RegExp,
  rewrite: (found: readonly string[], offset: number) => string,
): string {
  if (!new RegExp(pattern.source, pattern.flags.replace('g', '')).test(text)) return text;
  const regions = codeRegions(md, text);
  let at = 0;
  let result = '';
  for (const region of [...regions, { start: text.length, end: text.length }]) {
    const from = at;
    if (region.start > from)
      result += text
        .slice(from, region.start)
        .replace(pattern, (...parts) => rewriteOne(parts, from, rewrite));
    result += text.slice(Math.max(region.start, from), region.end);
    at = Math.max(at, region.end);
  }
  return result;
}

/** Which lines of a text are in a fence, a comment or another stretch that is no text. */
export function codeLines(md: MarkdownIt, lines: readonly ExpandedLine[]): (index: number) => boolean {
  const text = lines.map((line) => line.text).join('\n');
  const starts = lineStartsOf(text);
  const code = new Set<number>();
  for (const { start, end } of protectedRegions(md, text)) {
    const last = positionAt(starts, Math.max(start, end - 1)).line;
    for (let line = positionAt(starts, start).line; line <= last; line++) code.add(line - 1);
  }
  return (index) => code.has(index);
}

function rewriteOne(
  parts: readonly unknown[],
  from: number,
  rewrite: (found: readonly string[], offset: number) => string,
): string {
  const groups = parts.slice(
    0,
    parts.findIndex((part) => typeof part === 'number'),
  );
  const offset = parts.find((part) => typeof part === 'number') ?? 0;
  return rewrite(
    groups.map((group) => (typeof group === 'string' ? group : '')),
    from + Number(offset),
  );
}

function firstEndingAfter(regions: readonly Region[], at: number): Region | undefined {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((regions[middle]?.end ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return regions[low];
}
