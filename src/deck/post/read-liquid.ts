import type { MarkdownIt } from 'markdown-it';
import type { ExpandedLine } from '../../markdown/include.ts';
import { codeLines, rewriteProse } from '../code-regions.ts';
import { lineStartsOf, positionAt } from '../source-text.ts';

/** Notes a mistake at a line of the source, with what is there. */
export type NoteLiquid = (line: number, written: string, message: string, mend: string) => void;

const highlight = /^[ \t]*\{%-?\s*highlight\s+([\w+#-]+)[^%]*%\}[ \t]*$/;
const endHighlight = /^[ \t]*\{%-?\s*endhighlight\s*-?%\}[ \t]*$/;
const raw = /\{%-?\s*(?:end)?raw\s*-?%\}/g;

/**
 * What Jekyll makes of a post before Markdown does, as Markdown: `{% highlight nix %}` is a fence, `{% raw %}` is not
 * there, and kramdown's `{: .class}` is `{.class}`. Other Liquid is the site's: it stays as text, and is told.
 */
export function readLiquid(
  md: MarkdownIt,
  lines: readonly ExpandedLine[],
  note: NoteLiquid,
): readonly ExpandedLine[] {
  if (!lines.some(({ text }) => /\{[%{:]/.test(text))) return lines;
  const fenced = kramdown(md, highlights(lines, note));
  const body = fenced.map((line) => line.text).join('\n');
  const starts = lineStartsOf(body);
  const lineAt = (offset: number): number => fenced[positionAt(starts, offset).line - 1]?.line ?? 1;
  const unwrapped = rewriteProse(md, body, raw, () => '');
  // Between `raw` and `endraw` braces are what the author means to be read.
  const isRaw = rawRegions(body);
  rewriteProse(
    md,
    body,
    /(?<!\\)\{\{(?![<%#])[^{}\n]{0,200}\}\}|\{%-?\s*(?!-?\s*(?:end)?raw\b)\w[^%\n]{0,200}%\}/g,
    ([written = ''], offset) => {
      if (!isRaw(offset))
        note(
          lineAt(offset),
          written,
          `\`${written}\` is Liquid's: it is shown as text`,
          'write what it stands for',
        );
      return written;
    },
  );
  const texts = unwrapped.split('\n');
  return fenced.map((line, index) => ({ ...line, text: texts[index] ?? line.text }));
}

function highlights(lines: readonly ExpandedLine[], note: NoteLiquid): readonly ExpandedLine[] {
  let fence = '';
  let inFence = '';
  return lines.map((line, index) => {
    const { text } = line;
    if (fence !== '') {
      if (!endHighlight.test(text)) return line;
      const end = fence;
      fence = '';
      return { ...line, text: end };
    }
    const mark = /^[ \t]*(`{3,}|~{3,})/.exec(text)?.[1] ?? '';
    if (inFence !== '') {
      if (mark.startsWith(inFence) && text.trim() === mark) inFence = '';
      return line;
    }
    const found = highlight.exec(text);
    if (found === null) {
      inFence = mark;
      return line;
    }
    const end = lines.findIndex((one, at) => at > index && endHighlight.test(one.text));
    if (end < 0) {
      note(line.line, text.trim(), 'this `highlight` is not closed', 'end it with `{% endhighlight %}`');
      return line;
    }
    const longest = Math.max(2, ...lines.slice(index, end).flatMap(({ text: one }) => runsOf(one)));
    fence = '`'.repeat(longest + 1);
    return { ...line, text: `${fence}${found[1] ?? ''}` };
  });
}

const runsOf = (text: string): number[] => [...text.matchAll(/`+/g)].map((run) => run[0].length);

/** `{: .class #id key="v"}`: at the end of a block, after a link, or on a line of its own after either. */
function kramdown(md: MarkdownIt, lines: readonly ExpandedLine[]): readonly ExpandedLine[] {
  if (!lines.some(({ text }) => text.includes('{:'))) return lines;
  const isCode = codeLines(md, lines);
  return lines.map((line, index) => {
    const { text } = line;
    if (isCode(index)) return line;
    const below = isHeading(text) ? aloneOn(lines[index + 1]?.text ?? '') : undefined;
    if (below !== undefined) return { ...line, text: `${text} ${asAttributes(below)}` };
    if (!text.includes('{:') || /`[^`]*\{:[^`]*`/.test(text)) return line;
    const alone = aloneOn(text);
    const before = lines[index - 1]?.text ?? '';
    if (alone !== undefined && isHeading(before)) return { ...line, text: '' };
    // After a fence, or for kramdown's own table of contents, there is nothing that could take it.
    const isOfNothing = /^\s*(?:`{3,}|~{3,})\s*$/.test(before) || before.trim() === '';
    if (alone !== undefined && (isOfNothing || /^\s*toc\b/.test(alone))) return { ...line, text: '' };
    return { ...line, text: text.replace(/\{:([^{}]*)\}/g, (_whole, inner: string) => asAttributes(inner)) };
  });
}

const aloneOn = (line: string): string | undefined => /^[ \t]*\{:([^{}]*)\}[ \t]*$/.exec(line)?.[1];
const isHeading = (line: string): boolean => /^ {0,3}#{1,6}[ \t]/.test(line);

function asAttributes(inner: string): string {
  const words = inner.match(/[.#][\w-]+|[A-Za-z_][\w-]*=(?:"[^"]*"|'[^']*'|[^\s}]+)/g) ?? [];
  return words.length === 0 ? '' : `{${words.join(' ')}}`;
}

function rawRegions(body: string): (offset: number) => boolean {
  const regions = [...body.matchAll(/\{%-?\s*raw\s*-?%\}[\s\S]*?(?:\{%-?\s*endraw\s*-?%\}|$)/g)].map(
    (found) => [found.index, found.index + found[0].length] as const,
  );
  return (offset) => regions.some(([start, end]) => start <= offset && offset < end);
}
