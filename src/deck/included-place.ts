import { posix } from 'node:path';
import type { Position } from '../errors.ts';
import { type IncludeRead, includePathsOf } from '../markdown/include.ts';

/** A place of the deck; `written` is what stands there, for where it came from another file. */
export interface Place extends Position {
  readonly written?: string;
  /** How far into `written` the place is. */
  readonly offset?: number;
}

/** A place in a file that the deck includes. */
export interface IncludedPlace extends Position {
  readonly file: string;
  readonly text: string;
}

/**
 * Finds what is written at a line of the deck in the files that this line includes; undefined where the deck has it
 * itself, or nobody has.
 */
export function includedPlace(
  deck: { readonly file: string; readonly lines: readonly string[] },
  at: Place,
  read: (path: string) => IncludeRead,
): IncludedPlace | undefined {
  const { written, offset = 0 } = at;
  const line = deck.lines[at.line - 1] ?? '';
  if (written === undefined || written === '' || line.includes(written)) return undefined;
  for (const path of includePathsOf(line)) {
    const found = read(path);
    if (!('text' in found)) continue;
    const index = found.text.indexOf(written);
    if (index < 0) continue;
    const before = found.text.slice(0, index).split('\n');
    const column = (before.at(-1) ?? '').length + 1 + offset;
    return {
      file: posix.join(posix.dirname(deck.file), path),
      text: found.text,
      line: before.length,
      column,
    };
  }
  return undefined;
}
