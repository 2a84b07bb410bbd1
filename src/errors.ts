/** Where in a text something is: `line` and `column` count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong in a deck: its place, what it is, the edit that mends it, and the source around it. */
export interface Problem extends Position {
  readonly file: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly mend?: string;
  readonly excerpt: string;
}

/** A mistake of a deck's author: every problem found, in document order. */
export class DeckError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = 'DeckError';
    this.problems = problems;
  }
}

/** Wrong words on the command line or in a configuration; `mend` is what to write instead. */
export class ConfigError extends Error {
  readonly mend: string | undefined;
  constructor(message: string, mend?: string) {
    super(message);
    this.name = 'ConfigError';
    this.mend = mend;
  }
}

/** This machine cannot do it (no engine, no rights, no network); `mend` is the command that changes that. */
export class MachineError extends Error {
  readonly mend: string | undefined;
  constructor(message: string, mend?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MachineError';
    this.mend = mend;
  }
}

/** We failed to run a cell, whatever the cell is: never the cell's own fault. */
export class RunError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RunError';
  }
}

/** Of a longer line only this much is shown, around the column. */
const longestShown = 120;

/** The lines around a position, numbered, with a caret under the column. */
export function excerptOf(text: string, at: Position): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, at.line - 1);
  const last = Math.min(lines.length, at.line + 1);
  const width = String(last).length;
  const shown: string[] = [];
  for (let line = first; line <= last; line++) {
    const isPlace = line === at.line;
    const { text: part, before } = partOf(lines[line - 1] ?? '', isPlace ? at.column : 1);
    shown.push(`${isPlace ? '>' : ' '} ${String(line).padStart(width)} | ${part}`);
    if (isPlace) shown.push(`  ${' '.repeat(width)} | ${blankLike(before)}^`);
  }
  return shown.join('\n');
}

/** What is shown of a line, and how much of that stands before the column. */
function partOf(line: string, column: number): { readonly text: string; readonly before: string } {
  const from = line.length > longestShown && column > longestShown - 20 ? column - longestShown / 2 : 0;
  const head = from > 0 ? '…' : '';
  const to = from + longestShown;
  return {
    text: `${head}${line.slice(from, to)}${line.length > to ? '…' : ''}`,
    before: `${head}${line.slice(from, column - 1).padEnd(Math.max(0, column - 1 - from))}`,
  };
}

const withoutWidth = /\p{Mn}|\p{Me}|\u200d|\ufe0e|\ufe0f/gu;
const twoWide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/gu;

/** Blanks as wide as a text is in a terminal; tabs stay, for only the terminal knows how wide they are. */
const blankLike = (text: string): string =>
  text.replace(withoutWidth, '').replace(twoWide, '  ').replace(/[^\t]/gu, ' ');

/** A problem as a compiler would print it: place, message, excerpt, mend. */
export function formatProblem(problem: Problem): string {
  return [
    headOf(problem),
    harmless(problem.excerpt),
    ...(problem.mend === undefined ? [] : [harmless(`  mend: ${problem.mend}`)]),
  ].join('\n');
}

const headOf = ({ file, line, column, severity, message }: Problem): string =>
  harmless(`${file}:${line}:${column}: ${severity}: ${message}`);

/** What a deck says may not steer the terminal that it is told on. */
const harmless = (text: string): string => text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd');

/** More than this are told in a line each. */
const mostInFull = 20;

/** Problems for a terminal: the first in full, and where there are very many, the others by place and message. */
export function formatProblems(problems: readonly Problem[]): string {
  const rest = problems.slice(mostInFull).map((problem) => headOf(problem));
  const full = problems.slice(0, mostInFull).map(formatProblem);
  return [...full, ...(rest.length === 0 ? [] : [rest.join('\n')])].join('\n\n');
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The message, and on a line of its own the command that mends it, where one is known. */
export function withMend(thrown: unknown): string {
  const mend = thrown instanceof MachineError || thrown instanceof ConfigError ? thrown.mend : undefined;
  return mend ? `${messageOf(thrown)}\n  to mend it: ${mend}` : messageOf(thrown);
}
