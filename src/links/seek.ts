import type { Position } from '../errors.ts';

/**
 * Finds words, as written in one of some ways, in lines `first` to `last`, from 1: each time the next place. Where
 * `lead` stands before them is looked at first.
 */
export type Seek = (first: number, last: number, needles: readonly string[], lead?: string) => Position;

/**
 * A seeker in a file's lines. An address that is not where it should be is looked for where a reference link is
 * defined; what is nowhere has its place at the beginning of the first line.
 */
export function createSeeker(lines: readonly string[]): Seek {
  const found = new Map<string, Position>();
  let definitions: ReadonlyMap<string, Position> | undefined;
  const definitionOf = (address: string): Position | undefined => {
    definitions ??= definitionsIn(lines);
    return definitions.get(address);
  };
  const next = (first: number, last: number, lead: string, needle: string): Position | undefined => {
    const before = found.get(lead + needle);
    const start = before !== undefined && before.line >= first ? before : { line: first, column: 0 };
    const at = seekFrom(lines, start, last, lead + needle);
    if (at === undefined) return undefined;
    found.set(lead + needle, at);
    return { line: at.line, column: at.column + lead.length };
  };
  return (first, last, needles, lead = '') => {
    const ways = [
      ...needles.map((needle) => () => next(first, last, lead, needle)),
      ...needles.map((needle) => () => definitionOf(needle)),
      ...needles.map((needle) => () => (lead === '' ? undefined : next(first, last, '', needle))),
    ];
    for (const way of ways) {
      const at = way();
      if (at !== undefined) return at;
    }
    return { line: first, column: 1 };
  };
}

/** Where each address is defined for reference links: `[label]: address`. */
function definitionsIn(lines: readonly string[]): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  for (const [index, line] of lines.entries()) {
    const [, lead = '', address = ''] = /^([\s>]*\[[^\]]{1,999}\]:\s*<?)([^\s>]+)/.exec(line) ?? [];
    if (address !== '' && !places.has(address))
      places.set(address, { line: index + 1, column: lead.length + 1 });
  }
  return places;
}

function seekFrom(
  lines: readonly string[],
  from: Position,
  last: number,
  needle: string,
): Position | undefined {
  for (let line = from.line; needle !== '' && line <= last; line++) {
    const index = (lines[line - 1] ?? '').indexOf(needle, line === from.line ? from.column : 0);
    if (index >= 0) return { line, column: index + 1 };
  }
  return undefined;
}
