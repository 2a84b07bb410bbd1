/** A text with what is selected of it. */
export interface Typed {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A piece of a text that is to become another, and what is selected then. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly put: string;
  readonly select: readonly [number, number];
}

const step = '  ';

/** What Tab does: two blanks at the cursor, or before each selected line. */
export function indent({ text, from, to }: Typed): Change {
  if (!text.slice(from, to).includes('\n'))
    return { from, to, put: step, select: [from + step.length, from + step.length] };
  const start = lineStart(text, from);
  const put = text.slice(start, to).replace(/^(?=.)/gm, step);
  return { from: start, to, put, select: [start, start + put.length] };
}

/** What Shift+Tab does: takes up to two blanks off each line of the selection; undefined where none has any. */
export function outdent({ text, from, to }: Typed): Change | undefined {
  const start = lineStart(text, from);
  const lines = text.slice(start, Math.max(to, lineEnd(text, from)));
  const put = lines.replace(/^(?: {1,2}|\t)/gm, '');
  if (put === lines) return undefined;
  const first = /^(?: {1,2}|\t)?/.exec(lines)?.[0].length ?? 0;
  const at = Math.max(start, from - first);
  return {
    from: start,
    to: start + lines.length,
    put,
    select: from === to ? [at, at] : [start, start + put.length],
  };
}

/** What Enter does: a new line that begins where the last one does. */
export function newLine({ text, from, to }: Typed): Change {
  const put = `\n${/^[ \t]*/.exec(text.slice(lineStart(text, from), from))?.[0] ?? ''}`;
  return { from, to, put, select: [from + put.length, from + put.length] };
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
