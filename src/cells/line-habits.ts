/** What an info string says of its block's lines in the words of other tools. */
export interface LineHabits {
  /** Lines that stand out, as one step: `2,4-6`. */
  readonly lit: string | undefined;
  readonly lineStart: number | undefined;
  /** Whether steps count from `lineStart`, as Slidev's do, and not from the block's first line. */
  readonly stepsFromStart: boolean;
  readonly title: string | undefined;
}

/** Names that say something of lines, or of another tool's highlighter: no attributes of an element. */
const notAttributes =
  /^(?:hl_\w+|line_?nos|line_?no_?start|line-?anchors(?:inline)?|anchorlinenos|noclasses|tabwidth|guesssyntax|startfrom|linenums|filename)$/i;

/** Whether a word of a brace group is another tool's, and must not become an attribute. */
export const isLineHabit = (name: string): boolean => notAttributes.test(name);

/**
 * Reads the inside of a brace group, or the words outside of any: Hugo's `linenos=table,hl_lines=[2,"4-6"]`, Slidev's
 * `lines:true,startLine:5`, Pandoc's `.numberLines startFrom="5"`, MkDocs' `linenums="1" hl_lines="2 3" title="x"`.
 */
export function readLineHabits(text: string): LineHabits {
  const lit = /\bhl_lines\s*=\s*(\[[^\]]*\]?|"[^"]*"|'[^']*'|[\d,-]+)/i.exec(text)?.[1];
  const slidevStart = numberIn(/\bstartLine\s*:\s*(\d{1,6})\b/.exec(text));
  const start =
    slidevStart ?? numberIn(/\b(?:line_?no_?start|startFrom|linenums)\s*=\s*["']?(\d{1,6})\b/i.exec(text));
  const counts =
    /\bline_?nos\s*=\s*["']?(?:true|table|inline)\b|\blines\s*:\s*true\b|\bshowLineNumbers\b|\.(?:numberLines|number-lines|line-numbers)(?![\w-])/i;
  return {
    lit: lit?.match(/\d{1,6}(?:-\d{1,6})?/g)?.join(','),
    lineStart: start ?? (counts.test(text) ? 1 : undefined),
    stepsFromStart: slidevStart !== undefined,
    title: /\b(?:filename|title)\s*=\s*"([^"]*)"/.exec(text)?.[1],
  };
}

/** Steps that are told by line numbers that begin at `start`, told from 1. */
export function stepsFromOne(steps: readonly string[], start: number): string[] {
  return steps.map((step) => step.replace(/\d+/g, (line) => String(Math.max(1, Number(line) - start + 1))));
}

const numberIn = (found: RegExpExecArray | null): number | undefined =>
  found?.[1] === undefined ? undefined : Number(found[1]);
