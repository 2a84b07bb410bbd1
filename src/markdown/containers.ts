import type { MarkdownIt, StateBlock } from 'markdown-it';
import { closingLine, indentOf, lineOf, readContainerOpening } from './container-lines.ts';
import { pushSummary } from './folded.ts';

/**
 * `::: columns`, `::: column` and any other `::: name`: a `<div class="name">` up to its own `:::`. They nest
 * with marks of the same length, as in Pandoc (markdown-it-container's do not). Of some names they are folded.
 */
export function containers(md: MarkdownIt, lang = 'en'): void {
  md.block.ruler.before(
    'fence',
    'container',
    (state, startLine, endLine, silent) => readContainer(state, startLine, endLine, silent, lang),
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}

function readContainer(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
  lang: string,
): boolean {
  const opening = readContainerOpening(lineOf(state, startLine));
  if (opening === undefined || indentOf(state, startLine) >= 4) return false;
  if (silent) return true;
  const { name, braces, fold } = opening;
  const element = fold ? 'details' : 'div';
  const close = closingLine(state, startLine, endLine);
  const { parentType, lineMax } = state;
  state.parentType = 'container';
  state.lineMax = close;
  const open = state.push('container_open', element, 1);
  open.attrSet('class', fold?.kind ?? name);
  open.info = braces;
  open.map = [startLine, close];
  open.block = true;
  if (fold) pushSummary(state, fold, startLine, lang);
  state.md.block.tokenize(state, startLine + 1, close);
  state.push('container_close', element, -1).block = true;
  state.parentType = parentType;
  state.lineMax = lineMax;
  state.line = Math.min(close + 1, endLine);
  return true;
}
