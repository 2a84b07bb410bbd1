import { matchLines } from '../cells/match-lines.ts';
import { htmlAttributes } from '../html/escape.ts';
import type { CodeHighlighter } from '../markdown/code-highlighter.ts';

/** A file before and after a patch, and the language to colour it in. */
export interface PatchedFile {
  readonly before: string;
  readonly after: string;
  readonly language: string;
}

/** A longer file is not shown whole: nobody reads it on a slide. */
const mostLetters = 100_000;

/**
 * A patched file as a hidden block of code for the page's script to show: lines that are new are marked, lines that
 * are gone stand where they were, for the step from before to after. Undefined for a file that is too long.
 */
export function wholeFileHtml(highlighter: CodeHighlighter, file: PatchedFile): string | undefined {
  if (file.before.length + file.after.length > mostLetters) return undefined;
  const before = linesOf(file.before);
  const after = linesOf(file.after);
  const oldHtml = highlighter.lines(file.before, file.language);
  const newHtml = highlighter.lines(file.after, file.language);
  const lines: string[] = [];
  let [old, own] = [0, 0];
  for (const [keptOld, keptOwn] of [...matchLines(before, after), [before.length, after.length] as const]) {
    for (; old < keptOld; old++) lines.push(`<del class="gone">${oldHtml[old] ?? ''}\n</del>`);
    for (; own < keptOwn; own++) lines.push(`<span class="line add">${newHtml[own] ?? ''}\n</span>`);
    if (own < after.length) lines.push(`<span class="line">${newHtml[own] ?? ''}\n</span>`);
    old++;
    own++;
  }
  const attributes = htmlAttributes({
    class: 'shiki whole-file',
    'data-language': file.language === '' ? undefined : file.language,
    tabindex: '0',
    hidden: true,
  });
  return `<pre${attributes}><code>${lines.join('')}</code></pre>`;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
