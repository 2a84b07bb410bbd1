import { structuredPatch } from 'diff';
import { RE2JS } from 're2js';
import { normalise } from './volatile-text.ts';

/** What is compared of a run: its exit status, its final screen, and what each of its commands printed. */
export interface Compared {
  readonly exit: number | null;
  readonly text: string;
}

/** How a run differs from its record: a unified diff's lines (` same`, `-recorded`, `+now`), without a header. */
export interface Drift {
  readonly lines: readonly string[];
}

/** What counts as the same: named rules for volatile text, and a cell's own `mask` as an RE2 expression. */
export interface SameRules {
  readonly rules: readonly string[];
  readonly mask: string | undefined;
}

/** The difference between two runs; undefined where there is none that counts. */
export function compare(recorded: Compared, now: Compared, same: SameRules): Drift | undefined {
  const plain = (text: string) => normalise(text, { rules: same.rules, mask: maskOf(same.mask) });
  const text = diffLines(plain(recorded.text), plain(now.text));
  const exit =
    recorded.exit === now.exit
      ? []
      : [`-exit status ${recorded.exit ?? 'none'}`, `+exit status ${now.exit ?? 'none'}`];
  return text.length + exit.length === 0 ? undefined : { lines: [...exit, ...text] };
}

/**
 * The difference between what a console cell's author expects a command to print and what it printed; undefined where
 * there is none. A line `...` stands for any lines; nothing expected is nothing asked.
 */
export function compareExpected(expected: string, printed: string, same: SameRules): Drift | undefined {
  const plain = (text: string) =>
    normalise(text, { rules: same.rules, mask: maskOf(same.mask) })
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trim();
  const wanted = plain(expected);
  const found = plain(printed);
  if (wanted === '' || fits(wanted.split('\n'), found.split('\n'))) return undefined;
  return { lines: diffLines(wanted, found) };
}

/** Whether lines are the ones that are wanted, where `...` among these stands for any, none too. */
function fits(wanted: readonly string[], found: readonly string[]): boolean {
  const isAny = (line: string | undefined) => line?.trim() === '...';
  let [at, to] = [0, 0];
  // Where the last `...` is, and the first line after those that it stands for: what does not fit is one line more of them.
  let [any, after] = [-1, 0];
  while (to < found.length) {
    if (isAny(wanted[at])) {
      any = at++;
      after = to;
    } else if (wanted[at] === found[to]) {
      at++;
      to++;
    } else if (any >= 0) {
      at = any + 1;
      to = ++after;
    } else return false;
  }
  while (isAny(wanted[at])) at++;
  return at === wanted.length;
}

function maskOf(source: string | undefined): ((text: string) => string) | undefined {
  if (source === undefined) return undefined;
  const pattern = RE2JS.compile(source, RE2JS.MULTILINE);
  return (text) => pattern.matcher(text).replaceAll('‹masked›');
}

function diffLines(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const patch = structuredPatch('', '', `${before}\n`, `${after}\n`, '', '', {
    context: 2,
    maxEditLength: mostEdits,
  });
  if (!patch) return unlikeLines(before.split('\n'), after.split('\n'));
  const lines = patch.hunks.flatMap((hunk, index) => [...(index > 0 ? [' …'] : []), ...hunk.lines]);
  const shown = lines.slice(0, mostLines).map((line, index) => shorten(line, counterpartOf(lines, index)));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, ` … and ${more} more lines`] : shown;
}

/** Of texts that have next to nothing in common: all of one, then all of the other, but for how both begin and end. */
function unlikeLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [
    ...before.slice(Math.max(0, head - 2), head).map((line) => shorten(` ${line}`, '')),
    ...firstOf('-', before.slice(head, before.length - tail)),
    ...firstOf('+', after.slice(head, after.length - tail)),
  ];
}

function firstOf(mark: '-' | '+', lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, mostLines / 2).map((line) => shorten(mark + line, ''));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, ` … and ${more} more lines`] : shown;
}

/** Lines removed and added, above which no shortest difference is looked for: it takes time by their square. */
const mostEdits = 600;
/** More than anyone reads of one difference. */
const mostLines = 200;
const mostLetters = 200;
/** Letters before the first that differs. */
const before = 40;

/** The line beside a removed or added one that a reader compares it with. */
function counterpartOf(lines: readonly string[], index: number): string {
  const mark = lines[index]?.[0];
  if (mark !== '-' && mark !== '+') return '';
  let [first, last] = [index, index];
  while (/^[-+]/.test(lines[first - 1] ?? '')) first--;
  while (/^[-+]/.test(lines[last + 1] ?? '')) last++;
  const block = lines.slice(first, last + 1);
  const others = block.filter((line) => line[0] !== mark);
  return others[block.filter((line) => line[0] === mark).indexOf(lines[index] ?? '')] ?? '';
}

/** Of a very long line what is around the first letter that differs. */
function shorten(line: string, other: string): string {
  if (line.length <= mostLetters) return line;
  let same = 1;
  while (other !== '' && same < line.length && line[same] === other[same]) same++;
  const from = Math.max(1, Math.min(same - before, line.length - mostLetters));
  const cut = line.slice(from, from + mostLetters);
  return `${line[0]}${from > 1 ? '…' : ''}${cut}${from + mostLetters < line.length ? '…' : ''}`;
}
