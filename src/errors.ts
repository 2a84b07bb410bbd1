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
    super(problems.map(formatProblem).join('\n\n'));
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

/** The lines around a position, numbered, with a caret under the column. */
export function excerptOf(text: string, at: Position): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, at.line - 1);
  const last = Math.min(lines.length, at.line + 1);
  const width = String(last).length;
  const shown: string[] = [];
  for (let line = first; line <= last; line++) {
    shown.push(`${line === at.line ? '>' : ' '} ${String(line).padStart(width)} | ${lines[line - 1] ?? ''}`);
    if (line === at.line) shown.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, at.column - 1))}^`);
  }
  return shown.join('\n');
}

/** A problem as a compiler would print it: place, message, excerpt, mend. */
export function formatProblem(problem: Problem): string {
  const head = `${problem.file}:${problem.line}:${problem.column}: ${problem.severity}: ${problem.message}`;
  return [head, problem.excerpt, ...(problem.mend === undefined ? [] : [`  mend: ${problem.mend}`])].join(
    '\n',
  );
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
