import type { ExpandedLine } from '../../markdown/include.ts';

/** A slide's text, and the notes that its last comment holds. */
export interface TextAndNotes {
  readonly lines: readonly ExpandedLine[];
  readonly notes: string | undefined;
}

/** Slidev's notes: the comment that a slide ends with. One of Piste's or reveal.js' own is none. */
export function takeLastComment(lines: readonly ExpandedLine[]): TextAndNotes {
  const text = lines.map((line) => line.text).join('\n');
  const trimmed = text.trimEnd();
  const start = trimmed.endsWith('-->') ? trimmed.lastIndexOf('<!--') : -1;
  const comment = start < 0 ? '' : trimmed.slice(start + 4, -3);
  const isOurs = /^\s*(?:\.(?:element|slide)\b|output:|piste-)/.test(comment);
  if (start < 0 || isOurs || comment.includes('-->')) return { lines, notes: undefined };
  const before = trimmed.slice(0, start).split('\n');
  return {
    lines: before.flatMap((part, index) => {
      const line = lines[index];
      return line === undefined ? [] : [{ ...line, text: part }];
    }),
    notes: comment.trim() === '' ? undefined : comment.trim(),
  };
}
