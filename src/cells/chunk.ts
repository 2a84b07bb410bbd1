import type { BraceGroup } from './brace-words.ts';
import type { CellMistake } from './read-cell.ts';

/** A named piece of files (`{chunk=inputs}`): what stands for it is a line `<<inputs>>` in a file or another chunk. */
export interface Chunk {
  readonly name: string;
  readonly body: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

const namePattern = /^[A-Za-z][\w-]{0,63}$/;

/** The name in a chunk's brace group, and what is wrong there; a chunk without a name is used nowhere. */
export function readChunk(group: BraceGroup): {
  readonly name: string | undefined;
  readonly mistakes: readonly CellMistake[];
} {
  const mistakes: CellMistake[] = [];
  const fail = (offset: number, message: string, mend: string): void => {
    mistakes.push({ offset, message, mend, severity: 'error' });
  };
  let name: string | undefined;
  if (group.flaw !== undefined) fail(group.flaw.offset, group.flaw.message, 'close it on the same line');
  for (const { key, value, offset } of group.words) {
    if (key !== 'chunk') fail(offset, `\`${key}\` means nothing for a chunk`, 'remove it');
    else if (name !== undefined) fail(offset, '`chunk` is given twice', 'keep one of them');
    else if (value !== undefined && namePattern.test(value)) name = value;
    else fail(offset, '`chunk` needs a word that begins with a letter', 'write `chunk=inputs`');
  }
  return { name, mistakes };
}

/** A line that stands for a chunk. */
export interface ChunkReference {
  readonly indent: string;
  readonly name: string;
}

/** The chunk that a line stands for, where it does: `<<name>>` alone on it. */
export function chunkReferenceIn(line: string): ChunkReference | undefined {
  const found = /^([ \t]*)<<([A-Za-z][\w-]{0,63})>>[ \t]*$/.exec(line);
  return found === null ? undefined : { indent: found[1] ?? '', name: found[2] ?? '' };
}
