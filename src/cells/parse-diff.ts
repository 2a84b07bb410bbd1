/** A line of a hunk: kept as context, removed or added. */
export interface HunkLine {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** Lines that belong together; `oldLine` is where its `@@` header says they begin, from 1. */
export interface Hunk {
  readonly oldLine: number | undefined;
  readonly oldCount: number | undefined;
  readonly lines: readonly HunkLine[];
  /** `\ No newline at end of file` after the last new line, or after the last old one only. */
  readonly endsWithoutNewline: boolean | undefined;
}

const header = /^@@+ -(\d{1,9})(?:,(\d{1,9}))? \+\d{1,9}(?:,\d{1,9})? @@/;
const preamble =
  /^(?:diff |index |--- |\+\+\+ |new file mode |deleted file mode |old mode |new mode |similarity |rename )/;

/**
 * Reads a diff, with or without `@@` headers. `overlaid` reads the style of blog posts, where a mark was
 * written over the first column: context stands as it is, and a marked line gets its blank back.
 */
export function parseDiff(diff: string, style: 'plain' | 'overlaid'): readonly Hunk[] {
  const hunks: { -readonly [K in keyof Hunk]: Hunk[K] extends readonly HunkLine[] ? HunkLine[] : Hunk[K] }[] =
    [];
  if (diff.trim() === '') return hunks;
  const lines = diff.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  let start = 0;
  if (lines.some((line) => header.test(line))) while (!header.test(lines[start] ?? '@@ -0 +0 @@')) start++;
  else while (startsWithFileNames(lines, start)) start++;

  for (const line of lines.slice(start)) {
    const found = header.exec(line);
    const hunk = hunks.at(-1);
    if (found !== null) {
      hunks.push({ ...emptyHunk(), oldLine: Number(found[1]), oldCount: Number(found[2] ?? 1), lines: [] });
    } else if (line.startsWith('\\ ')) {
      if (hunk !== undefined) hunk.endsWithoutNewline = hunk.lines.at(-1)?.mark !== '-';
    } else {
      if (hunk === undefined) hunks.push({ ...emptyHunk(), lines: [hunkLine(line, style)] });
      else hunk.lines.push(hunkLine(line, style));
    }
  }
  return hunks;
}

const emptyHunk = (): Omit<Hunk, 'lines'> => ({
  oldLine: undefined,
  oldCount: undefined,
  endsWithoutNewline: undefined,
});

function startsWithFileNames(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.startsWith('--- ')) return (lines[at + 1] ?? '').startsWith('+++ ');
  if (line.startsWith('+++ ')) return (lines[at - 1] ?? '').startsWith('--- ');
  return preamble.test(line);
}

function hunkLine(line: string, style: 'plain' | 'overlaid'): HunkLine {
  const mark = line[0];
  if (mark === '+' || mark === '-') {
    const rest = line.slice(1);
    return { mark, text: style === 'overlaid' && /^\s/.test(rest) ? ` ${rest}` : rest };
  }
  return { mark: ' ', text: style === 'plain' && mark === ' ' ? line.slice(1) : line };
}
