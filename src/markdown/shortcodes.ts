import type { MarkdownIt, StateBlock } from 'markdown-it';
import { closingLine, lineOf } from './shortcode-end.ts';
import { boxOf, figureHtml, linkOf } from './shortcode-kinds.ts';
import { readShortcodeTag, type ShortcodeTag } from './shortcode-tag.ts';

/** A tag goes on over a few lines at most. */
const mostLines = 20;

/** An opening tag that is all of its lines, or is followed on its last line by what it holds and its closing tag. */
interface Opening {
  readonly tag: ShortcodeTag;
  readonly lastLine: number;
  readonly inside: string | undefined;
}

/**
 * Hugo's shortcodes, of which these are known, on lines of their own: callouts, notices and folds, with their text in
 * them or between two tags; `figure`; `highlight`; and films and posts elsewhere, as links. They nest. Code is left
 * alone, and others stay visible.
 */
export function shortcodes(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'shortcode', readShortcode, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function readShortcode(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const opening = readOpening(state, startLine, endLine);
  if (opening === undefined || opening.tag.closes) return false;
  const { tag, lastLine } = opening;
  const link = linkOf(tag);
  const html = link === undefined && tag.name === 'figure' ? figureHtml(tag) : undefined;
  if (link !== undefined || html !== undefined) {
    if (opening.inside !== undefined) return false;
    if (silent) return true;
    if (html !== undefined) {
      const token = state.push('html_block', '', 0);
      token.content = html;
      token.map = [startLine, lastLine + 1];
    } else pushParagraph(state, link ?? '', startLine);
    state.line = lastLine + 1;
    return true;
  }
  return tag.name === 'highlight'
    ? readHighlight(state, opening, startLine, endLine, silent)
    : readBox(state, opening, startLine, endLine, silent);
}

function readBox(
  state: StateBlock,
  { tag, lastLine, inside }: Opening,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  const box = boxOf(tag);
  if (box === undefined) return false;
  const text = inside ?? box.text;
  const close =
    text !== undefined || tag.isWhole ? lastLine : closingLine(state, tag.name, lastLine + 1, endLine);
  if (close === undefined) return false;
  if (silent) return true;
  const open = state.push('shortcode_open', box.element, 1);
  for (const [name, value] of Object.entries(box.attributes)) open.attrSet(name, value);
  open.map = [startLine, close + 1];
  open.block = true;
  if (box.before !== '') {
    const token = state.push('html_block', '', 0);
    token.content = `${box.before}\n`;
  }
  if (text !== undefined) pushParagraph(state, text, startLine);
  else if (close > lastLine) {
    const { lineMax, parentType } = state;
    state.lineMax = close;
    state.parentType = 'container';
    state.md.block.tokenize(state, lastLine + 1, close);
    state.lineMax = lineMax;
    state.parentType = parentType;
  }
  state.push('shortcode_close', box.element, -1).block = true;
  state.line = close + 1;
  return true;
}

/** What is between its tags is code, word for word: a fence by another name. */
function readHighlight(
  state: StateBlock,
  { tag, lastLine, inside }: Opening,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  const close = inside === undefined ? closingLine(state, tag.name, lastLine + 1, endLine) : lastLine;
  if (close === undefined) return false;
  if (silent) return true;
  const [language = 'text', options = ''] = tag.positional;
  const token = state.push('fence', 'code', 0);
  // Only what is said of lines: no word of it makes a cell.
  token.info = `${language.replace(/[^\w+#.-]/g, '')} {${options.replace(/[{}]/g, '').replace(/(?<![\w=])(?:run|build|file|patch|terminal|repl|check|chunk)\b/g, '')}}`;
  token.content =
    inside === undefined
      ? state.getLines(lastLine + 1, close, state.sCount[startLine] ?? 0, true)
      : `${inside}\n`;
  token.markup = '```';
  token.map = [startLine, close + 1];
  state.line = close + 1;
  return true;
}

function pushParagraph(state: StateBlock, text: string, line: number): void {
  state.push('paragraph_open', 'p', 1).map = [line, line + 1];
  const inline = state.push('inline', '', 0);
  inline.content = text.trim();
  inline.children = [];
  inline.map = [line, line + 1];
  state.push('paragraph_close', 'p', -1);
}

function readOpening(state: StateBlock, line: number, endLine: number): Opening | undefined {
  let text = lineOf(state, line);
  if (!/^\{\{[<%]/.test(text)) return undefined;
  let lastLine = line;
  while (!text.includes('}}') && lastLine + 1 < Math.min(endLine, line + mostLines))
    text += `\n${lineOf(state, ++lastLine)}`;
  const tag = readShortcodeTag(text);
  if (tag === undefined) return undefined;
  const rest = text.slice(tag.length).trim();
  if (rest === '') return { tag, lastLine, inside: undefined };
  const closeAt = rest.lastIndexOf('{{');
  const closing = readShortcodeTag(rest, closeAt);
  if (!closing?.closes || closing.name !== tag.name || closeAt + closing.length !== rest.length)
    return undefined;
  return { tag, lastLine, inside: rest.slice(0, closeAt).trim() };
}
