import { excerptOf, type Problem } from '../errors.ts';
import type { IncludeRead } from '../markdown/include.ts';
import { includedPlace, type Place } from './included-place.ts';

/** Where problems are noted while a deck is read. */
export interface ProblemList {
  readonly error: (at: Place, message: string, mend?: string) => void;
  readonly warn: (at: Place, message: string, mend?: string) => void;
  /** What was noted, in document order. */
  readonly all: () => readonly Problem[];
}

/** More than a reader can mend at once; a hostile deck must not make a page of a gigabyte. */
const mostProblems = 100;

/**
 * An empty list of the problems of one file, whose text gives the excerpts. With `readInclude` what is wrong in an
 * included file has its place there.
 */
export function createProblemList(
  file: string,
  text: string,
  readInclude?: (path: string) => IncludeRead,
): ProblemList {
  const noted: { readonly problem: Problem; readonly at: Place }[] = [];
  let lines: readonly string[] | undefined;
  let leftOut = 0;
  const add = (severity: Problem['severity'], at: Place, message: string, mend?: string): void => {
    if (noted.length >= mostProblems) {
      leftOut++;
      return;
    }
    lines ??= text.split('\n');
    const there = readInclude && includedPlace({ file, lines }, at, readInclude);
    const { line, column } = there ?? at;
    const problem = {
      file: there?.file ?? file,
      line,
      column,
      severity,
      message,
      excerpt: excerptOf(there?.text ?? text, { line, column }),
      ...(mend === undefined ? {} : { mend }),
    };
    noted.push({ problem, at });
  };
  return {
    error: (at, message, mend) => add('error', at, message, mend),
    warn: (at, message, mend) => add('warning', at, message, mend),
    all: () => {
      // What is included stands where it is included.
      const sorted = noted
        .toSorted(
          (a, b) =>
            a.at.line - b.at.line || a.problem.line - b.problem.line || a.problem.column - b.problem.column,
        )
        .map(({ problem }) => problem);
      const last = sorted.at(-1);
      if (leftOut === 0 || last === undefined) return sorted;
      return [...sorted, { ...last, message: `and ${leftOut} more problems`, mend: 'mend these first' }];
    },
  };
}
