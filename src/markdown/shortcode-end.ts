import type { StateBlock } from 'markdown-it';
import { boxOf } from './shortcode-kinds.ts';
import { readShortcodeTag, type ShortcodeTag } from './shortcode-tag.ts';

// Where no closing tag of a name follows: looked for once, or a text of unclosed ones would cost its square.
const unclosedFrom = new WeakMap<
  StateBlock,
  Map<string, { readonly line: number; readonly endLine: number }>
>();

// What stands at an offset is read once, however many blocks around it are looked through for their ends.
const tagsByOffset = new WeakMap<StateBlock, Map<number, ShortcodeTag | undefined>>();

/** The line of the tag that closes one of this name; those of the same name that are opened before it close first. */
export function closingLine(
  state: StateBlock,
  name: string,
  from: number,
  endLine: number,
): number | undefined {
  const unclosed = unclosedFrom.get(state)?.get(name);
  if (unclosed !== undefined && from >= unclosed.line && endLine <= unclosed.endLine) return undefined;
  let depth = 1;
  let fence = '';
  for (let line = from; line < endLine; line++) {
    const first = state.src[(state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)] ?? '';
    if (!'{`~'.includes(first)) continue;
    if (first === '{' && fence === '') {
      depth += depthStep(state, line, name);
      if (depth === 0) return line;
      continue;
    }
    const text = lineOf(state, line);
    const mark = /^(?:`{3,}|~{3,})/.exec(text)?.[0] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence) && text.slice(mark.length).trim() === '') fence = '';
      continue;
    }
    if (name !== 'highlight') fence = mark;
  }
  const known = unclosedFrom.get(state) ?? new Map();
  unclosedFrom.set(state, known.set(name, { line: from, endLine }));
  return undefined;
}

/** What a line that begins with a tag does to how deep one is in those of a name. */
function depthStep(state: StateBlock, line: number, name: string): number {
  const tags = tagsByOffset.get(state) ?? new Map<number, ShortcodeTag | undefined>();
  tagsByOffset.set(state, tags);
  const offset = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if (!tags.has(offset)) tags.set(offset, readShortcodeTag(lineOf(state, line)));
  const tag = tags.get(offset);
  if (tag?.name !== name || tag.isWhole) return 0;
  if (tag.closes) return -1;
  return lineOf(state, line).length === tag.length && boxOf(tag)?.text === undefined ? 1 : 0;
}

/** A line without what is around its block. */
export const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
