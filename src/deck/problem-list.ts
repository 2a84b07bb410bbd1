import { excerptOf, type Position, type Problem } from '../errors.ts';

/** Where problems are noted while a deck is read. */
export interface ProblemList {
  readonly error: (at: Position, message: string, mend?: string) => void;
  readonly warn: (at: Position, message: string, mend?: string) => void;
  /** What was noted, in document order. */
  readonly all: () => readonly Problem[];
}

/** More than a reader can mend at once; a hostile deck must not make a page of a gigabyte. */
const mostProblems = 100;
const longestExcerptLine = 160;

/** An empty list of the problems of one file, whose text gives the excerpts. */
export function createProblemList(file: string, text: string): ProblemList {
  const problems: Problem[] = [];
  let leftOut = 0;
  const add = (severity: Problem['severity'], at: Position, message: string, mend?: string): void => {
    if (problems.length >= mostProblems) {
      leftOut++;
      return;
    }
    const excerpt = excerptOf(text, at)
      .split('\n')
      .map((line) => (line.length > longestExcerptLine ? `${line.slice(0, longestExcerptLine)}…` : line))
      .join('\n');
    problems.push({ file, ...at, severity, message, excerpt, ...(mend === undefined ? {} : { mend }) });
  };
  return {
    error: (at, message, mend) => add('error', at, message, mend),
    warn: (at, message, mend) => add('warning', at, message, mend),
    all: () => {
      const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
      const last = sorted.at(-1);
      if (leftOut === 0 || last === undefined) return sorted;
      return [...sorted, { ...last, message: `and ${leftOut} more problems`, mend: 'mend these first' }];
    },
  };
}
