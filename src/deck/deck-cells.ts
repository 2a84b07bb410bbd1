import type { Cell } from '../cells/cell.ts';
import { cellWords } from '../cells/fence-info.ts';
import { nearestWord } from '../cells/nearest-word.ts';
import { readCell } from '../cells/read-cell.ts';
import type { Position } from '../errors.ts';
import type { Fence } from '../markdown/fences.ts';
import type { ProblemList } from './problem-list.ts';

/** The cells of a deck as they are found, with their names and numbers. */
export interface DeckCells {
  /** Takes the fences of one slide; returns the ids of those that are cells. */
  readonly add: (fences: readonly Fence[], sourceLines: readonly number[]) => readonly string[];
  readonly all: () => readonly Cell[];
}

/** An empty list of cells; `textLines` are the deck's own, for exact columns. */
export function createDeckCells(textLines: readonly string[], problems: ProblemList): DeckCells {
  const cells: Cell[] = [];
  const lineByName = new Map<string, number>();

  const addFence = (fence: Fence, line: number): string[] => {
    const { info, written, body } = fence;
    const leading = written.length - written.trimStart().length;
    const column = Math.max(0, textLines[line - 1]?.indexOf(written.trim()) ?? 0) - leading + 1;
    const at = (offset: number): Position => ({ line, column: column + offset });
    if (info.cellGroup === undefined) {
      for (const { word, offset } of info.strayWords) {
        const near = nearestWord(word, cellWords);
        if (near !== undefined)
          problems.warn(at(offset), `\`${word}\` makes no cell of this`, `did you mean \`${near}\`?`);
      }
      return [];
    }
    const read = readCell(info.language, info.cellGroup, body);
    for (const { offset, message, mend, severity } of read.mistakes) {
      if (severity === 'error') problems.error(at(offset), message, mend);
      else problems.warn(at(offset), message, mend);
    }
    const ordinal = cells.length + 1;
    let id = String(ordinal);
    if (read.name !== undefined) {
      const earlier = lineByName.get(read.name.text);
      if (earlier === undefined) {
        id = read.name.text;
        lineByName.set(id, line);
      } else {
        const message = `the cell of line ${earlier} is named \`${read.name.text}\` already`;
        problems.error(at(read.name.offset), message, 'give each cell a name of its own');
      }
    }
    cells.push({ id, ordinal, line, ...read.cell });
    return [id];
  };

  return {
    add: (fences, sourceLines) =>
      fences.flatMap((fence) => addFence(fence, sourceLines[fence.firstLine] ?? 1)),
    all: () => cells,
  };
}
