import type { MarkdownIt, Token } from 'markdown-it';
import { lineStartsOf } from './source-text.ts';
import type { RawSlide } from './split-slides.ts';

/** About how many lines of text a slide holds; more go on in the next one, downwards. */
const linesOnSlide = 16;
const lettersOnLine = 64;

/**
 * Cuts a post at its headings: `#` and `##` begin a slide across, `###` one below. A section too long for a
 * slide goes on below, cut between its paragraphs and blocks.
 */
export function splitPost(md: MarkdownIt, body: string): readonly RawSlide[] {
  const starts = lineStartsOf(body);
  const tokens: Token[] = [];
  md.block.parse(body, md, {}, tokens);
  const cuts: { offset: number; across: boolean }[] = [];
  let used = 0;
  let sawText = false;
  // A lead-in such as `Inputs:` belongs to the block after it.
  let leadIn: number | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.level !== 0 || token.map === null || token.nesting === -1) continue;
    const offset = starts[token.map[0]] ?? body.length;
    const level = token.type === 'heading_open' ? Number(token.tag.slice(1)) : 9;
    const height = heightOf(token, tokens[index + 1], body, starts);
    if (level <= 3) {
      if (sawText || cuts.length > 0) cuts.push({ offset, across: level <= 2 });
      used = 2;
    } else if (used > 3 && used + height > linesOnSlide) {
      cuts.push({ offset: leadIn ?? offset, across: false });
      used = height;
    } else used += height;
    sawText = true;
    leadIn = level === 9 && token.type === 'paragraph_open' && height <= 2 && used > 3 ? offset : undefined;
  }
  const slides: RawSlide[] = [];
  let start = 0;
  let h = 0;
  let v = 0;
  for (const cut of [...cuts, { offset: body.length, across: true }]) {
    slides.push({ start, end: cut.offset, textEnd: cut.offset, notesStart: undefined, h, v });
    start = cut.offset;
    h += cut.across ? 1 : 0;
    v = cut.across ? 0 : v + 1;
  }
  return slides;
}

/** Lines of a slide that a block will take; code is set smaller, and scrolls when it is long. */
function heightOf(token: Token, next: Token | undefined, body: string, starts: readonly number[]): number {
  const [first, end] = token.map ?? [0, 1];
  if (token.type === 'fence') return Math.min(12, 1 + (end - first) * 0.7);
  if (token.type === 'paragraph_open') return 1 + (next?.content.length ?? 0) / lettersOnLine;
  const text = body.slice(starts[first] ?? 0, starts[end] ?? body.length);
  return text.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / lettersOnLine), 0);
}
