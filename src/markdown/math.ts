import type { MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it';
import { htmlAttributes } from '../html/escape.ts';
import { fenceOf } from './fences.ts';
import { mathHtml } from './math-html.ts';
import { addNotice } from './notices.ts';

/** A formula has few lines. Looking further for its end would cost the square of a text without one. */
const mostLines = 100;

/** As reveal.js asks for it. What has none of TeX's own signs is code that speaks of dollars. */
const quotedFormula = /^\$\$[^$]*[\\^_][^$]*\$\$$/;

/**
 * `$x$` and `$$x$$`, ` ```math ` fences, and reveal.js's `$$x$$` between backticks. A `$` is only a mark as pandoc reads
 * it: no blank inside, no digit after; and, so that a shell's dollars stay text, no letter and no bracket after either.
 */
export function math(md: MarkdownIt): void {
  md.inline.ruler.after('escape', 'math_inline', readInline);
  md.block.ruler.after('blockquote', 'math_block', readBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.core.ruler.after('inline', 'math', (state) => {
    for (const token of state.tokens) {
      if (token.type === 'math_block') check(token, token.map?.[0] ?? 0, state);
      if (token.type === 'fence') takeFence(token, state);
      if (token.type === 'inline') checkInline(token, state);
    }
  });
  md.renderer.rules.math_inline = (tokens, index) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const { html } = mathHtml(token.content, token.block);
    return token.attrs === null ? html : `<span${htmlAttributes(attributesOf(token))}>${html}</span>`;
  };
  md.renderer.rules.math_block = (tokens, index) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const attributes = attributesOf(token);
    const own = { ...attributes, class: `math ${attributes.class ?? ''}`.trim() };
    // Wide formulas scroll, so the keyboard must reach them.
    return `<div${htmlAttributes({ ...own, tabindex: '0' })}>${mathHtml(token.content, true).html}</div>\n`;
  };
}

const attributesOf = (token: Token): Readonly<Record<string, string>> =>
  Object.fromEntries((token.attrs ?? []).map(([name, value]) => [name, String(value)]));

function readInline(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src[pos] !== '$' || /[\w$\\]/.test(src[pos - 1] ?? '')) return false;
  const mark = src[pos + 1] === '$' ? '$$' : '$';
  const start = pos + mark.length;
  if (/[\s$]/.test(src[start] ?? ' ')) return false;
  const end = closing(src, start, state.posMax, mark);
  if (end === undefined) return false;
  const written = src.slice(start, end);
  const quoted = /^`([^`]+)`$/.exec(written)?.[1];
  if (quoted === undefined && written.includes('`')) return false;
  if (!silent) {
    const token = state.push('math_inline', 'math', 0);
    token.content = quoted ?? written;
    token.markup = mark;
    token.block = mark === '$$';
  }
  state.pos = end + mark.length;
  return true;
}

/** Where the next mark begins, if it ends what began at `start`: the first that is not escaped decides. */
function closing(src: string, start: number, max: number, mark: string): number | undefined {
  for (let at = src.indexOf('$', start); at >= 0 && at < max; at = src.indexOf('$', at + 1)) {
    if (src[at - 1] === '\\') continue;
    const isWhole = src.startsWith(mark, at) && src[at + mark.length] !== '$';
    const after = src[at + mark.length] ?? '';
    return isWhole && !/\s/.test(src[at - 1] ?? ' ') && !/[\w({]/.test(after) ? at : undefined;
  }
  return undefined;
}

function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineOf = (line: number): string =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
  const first = lineOf(startLine);
  if (!first.startsWith('$$') || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  let close = startLine;
  const lines = [first.slice(2)];
  // Whatever comes, this is no formula; who looked on from each such line would read the text a hundred times.
  const isSpoilt = (line: string): boolean => line.replace(/\$\$$/, '').includes('$$');
  if (/^\$\$.*[^\\]\$\$$/.test(first) && first.length > 4) lines[0] = first.slice(2, -2);
  else {
    do {
      const line = ++close < Math.min(endLine, startLine + mostLines) ? lineOf(close) : '';
      // A blank line ends a formula, as in TeX; so does whatever ends the block around it.
      if (line === '' || isSpoilt(line) || (state.sCount[close] ?? 0) < state.blkIndent) return false;
      lines.push(line.replace(/\$\$$/, ''));
    } while (!lineOf(close).endsWith('$$'));
  }
  if (lines.some((line) => line.includes('$$')) || lines.join('').trim() === '') return false;
  if (silent) return true;
  const token = state.push('math_block', 'div', 0);
  token.block = true;
  token.content = lines.join('\n').trim();
  token.markup = '$$';
  token.map = [startLine, close + 1];
  state.line = close + 1;
  return true;
}

function takeFence(token: Token, state: StateCore): void {
  const info = fenceOf(token)?.info;
  if (info?.language !== 'math' || info.cellGroup !== undefined || info.chunkGroup !== undefined) return;
  token.type = 'math_block';
  token.content = token.content.trim();
  check(token, (token.map?.[0] ?? 0) + 1, state);
}

function checkInline(inline: Token, state: StateCore): void {
  let line = inline.map?.[0] ?? 0;
  for (const child of inline.children ?? []) {
    if (child.type === 'softbreak' || child.type === 'hardbreak') line++;
    if (child.type === 'code_inline' && quotedFormula.test(child.content)) {
      child.type = 'math_inline';
      child.content = child.content.slice(2, -2);
      child.block = true;
    }
    if (child.type !== 'math_inline') continue;
    check(child, line, state);
    line += child.content.split('\n').length - 1;
  }
}

function check(token: Token, line: number, state: StateCore): void {
  const { why } = mathHtml(token.content, token.type === 'math_block' || token.block);
  if (why !== undefined)
    addNotice(
      state,
      line,
      token.content,
      `this formula cannot be set: ${why}`,
      'mend it, or write `\\$` for a dollar',
    );
}
