import { escapeHtml } from '../html/escape.ts';
import type { CodeHighlighter } from './code-highlighter.ts';

/** A line of a diff: its sign, what follows it, and where that is in the text before, after, or in both. */
type DiffLine =
  | { readonly mark: 'file' | 'hunk'; readonly text: string }
  | { readonly mark: '' | 'add' | 'remove'; readonly sign: string; readonly place: number };

/**
 * The lines of a diff. With the language of what it changes, its lines are coloured as code of before and after; their
 * signs stay, for who sees no colours.
 */
export function diffLines(
  highlighter: CodeHighlighter,
  diff: string,
  language: string | undefined,
): readonly string[] {
  const source = diff.replace(/\n$/, '').split('\n');
  if (language === undefined) {
    const html = highlighter.lines(diff, 'diff');
    return source.map((line, index) => lineHtml(markOf(line), html[index] ?? ''));
  }
  const before: string[] = [];
  const after: string[] = [];
  const lines = source.map((text): DiffLine => {
    const mark = markOf(text);
    if (mark === 'file' || mark === 'hunk') return { mark, text };
    const [sign, rest] = [text.slice(0, 1), text.slice(1)];
    if (mark !== 'add') before.push(rest);
    if (mark !== 'remove') after.push(rest);
    return { mark, sign, place: (mark === 'remove' ? before : after).length - 1 };
  });
  const oldHtml = highlighter.lines(before.join('\n'), language);
  const newHtml = highlighter.lines(after.join('\n'), language);
  return lines.map((line) => {
    if ('text' in line) return lineHtml(line.mark, escapeHtml(line.text));
    const code = (line.mark === 'remove' ? oldHtml : newHtml)[line.place] ?? '';
    const sign = line.mark === '' ? escapeHtml(line.sign) : `<span class="sign">${line.sign}</span>`;
    return lineHtml(line.mark, `${sign}${code}`);
  });
}

const lineHtml = (mark: string, html: string): string =>
  `<span class="line${mark === '' ? '' : ` ${mark}`}">${html}</span>`;

function markOf(line: string): DiffLine['mark'] {
  if (/^(?:\+\+\+|---) |^(?:diff|index|new file|deleted file|rename|similarity) /.test(line)) return 'file';
  if (line.startsWith('@@')) return 'hunk';
  return line.startsWith('+') ? 'add' : line.startsWith('-') ? 'remove' : '';
}
