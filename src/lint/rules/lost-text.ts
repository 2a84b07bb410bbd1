import type { Token } from 'markdown-it';
import type { ReadPart } from '../../links/read-parts.ts';
import { fenceOf } from '../../markdown/fences.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import type { LintSubject } from '../lint-subject.ts';

/** Text that no reader gets to see, or sees as what it is not: behind a comment, fence or `:::` that is not closed. */
export const lostText: LintRule = {
  name: 'lost-text',
  check: (subject) => [
    ...subject.parts.flatMap((part) =>
      part.tokens.flatMap((token) => [
        ...unclosedComment(token, part),
        ...unclosedFence(token, part, subject.lines),
        ...unclosedContainer(token, part),
      ]),
    ),
    ...unusedFootnotes(subject),
  ],
};

function unclosedComment(token: Token, part: ReadPart): readonly Finding[] {
  const text = token.type === 'html_block' ? token.content.trimStart() : '';
  if (!text.startsWith('<!--') || text.includes('-->')) return [];
  return [
    {
      ...part.seeker()(token, '<!--'),
      severity: 'error',
      message: 'this comment is not closed: what follows is not shown',
      mend: 'end it with `-->`',
    },
  ];
}

function unclosedFence(token: Token, part: ReadPart, lines: readonly string[]): readonly Finding[] {
  const fence = fenceOf(token);
  if (fence === undefined) return [];
  const first = part.sourceLine(fence.firstLine);
  const last = lines[part.sourceLine(fence.lastLine) - 1] ?? '';
  const mark = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(last)?.[1] ?? '';
  if (fence.lastLine > fence.firstLine && mark.startsWith(token.markup)) return [];
  // The last line came with an included file, which stands on one line of the deck.
  if (fence.lastLine > fence.firstLine && part.sourceLine(fence.lastLine) === first) return [];
  return [
    {
      line: first,
      column: Math.max(1, (lines[first - 1] ?? '').indexOf(token.markup) + 1),
      severity: 'error',
      message: 'this fence is not closed: what follows is shown as code',
      mend: `end it with a line of its own: ${token.markup}`,
    },
  ];
}

function unclosedContainer(token: Token, part: ReadPart): readonly Finding[] {
  if (token.type !== 'container_open' || token.map === null) return [];
  const [first, end] = token.map;
  const text = (part.isNotes ? part.slide.notes : part.slide.markdown)?.split('\n') ?? [];
  if (/^[\s>]*:{3,}[ \t]*$/.test(text[end] ?? '')) return [];
  const name = String(token.attrGet('class') ?? '').split(' ')[0] ?? '';
  // What a dialect has made of its own marks is not the author's to close.
  if (!new RegExp(`:::[ \\t]*${name}`).test(text[first] ?? '')) return [];
  return [
    {
      ...part.seeker()(token, ':::'),
      severity: 'warning',
      message: `\`::: ${name}\` is not closed: all that follows on the slide is in it`,
      mend: 'end it with a line of its own: :::',
    },
  ];
}

function unusedFootnotes({ parts }: LintSubject): readonly Finding[] {
  const named = new Set(
    parts.flatMap((part) => [...part.footnotes].filter(([, isNamed]) => isNamed).map(([label]) => label)),
  );
  return parts.flatMap((part) =>
    [...part.footnotes.keys()]
      .filter((label) => !named.has(label))
      .map(
        (label): Finding => ({
          ...part.seeker()({ map: [0, part.slide.sourceLines.length] }, `[^${label}]:`),
          severity: 'warning',
          message: `nothing names the footnote \`[^${label}]\`: its text is not shown`,
          mend: `write \`[^${label}]\` where it belongs, or remove it`,
        }),
      ),
  );
}
