import type { MarkdownIt, StateBlock } from 'markdown-it';

const opening = /^:{3,}[ \t]*([A-Za-z][\w-]*)[ \t]*(\{[^{}]*\})?[ \t]*:*$/;

/**
 * `::: columns`, `::: column` and any other `::: name`: a `<div class="name">` up to its own `:::`. They nest
 * with marks of the same length, as in Pandoc (markdown-it-container's do not).
 */
export function containers(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'container', readContainer, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function readContainer(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const found = opening.exec(lineOf(state, startLine));
  if (found === null || indentOf(state, startLine) >= 4) return false;
  if (silent) return true;
  const close = closingLine(state, startLine, endLine);
  const { parentType, lineMax } = state;
  state.parentType = 'container';
  state.lineMax = close;
  const open = state.push('container_open', 'div', 1);
  open.attrSet('class', found[1] ?? '');
  open.info = found[2] ?? '';
  open.map = [startLine, close];
  open.block = true;
  state.md.block.tokenize(state, startLine + 1, close);
  state.push('container_close', 'div', -1).block = true;
  state.parentType = parentType;
  state.lineMax = lineMax;
  state.line = Math.min(close + 1, endLine);
  return true;
}

/** The line of the `:::` that ends a container, or of what ends the block around it. Fences hide theirs. */
function closingLine(state: StateBlock, startLine: number, endLine: number): number {
  let depth = 1;
  let fence = '';
  for (let line = startLine + 1; line < endLine; line++) {
    const text = lineOf(state, line);
    if (text !== '' && (state.sCount[line] ?? 0) < state.blkIndent) return line;
    const mark = /^(?:`{3,}|~{3,})/.exec(text)?.[0] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence) && text.slice(mark.length).trim() === '') fence = '';
    } else if (mark !== '') fence = mark;
    else if (opening.test(text)) depth++;
    else if (/^:{3,}[ \t]*$/.test(text) && --depth === 0) return line;
  }
  return endLine;
}

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

const indentOf = (state: StateBlock, line: number): number => (state.sCount[line] ?? 0) - state.blkIndent;
