import type { Cell } from '../cells/cell.ts';
import { type Chunk, readChunk } from '../cells/chunk.ts';
import { cellWords } from '../cells/fence-info.ts';
import { nearestWord } from '../cells/nearest-word.ts';
import { type CellMistake, readCell } from '../cells/read-cell.ts';
import { type WovenPart, weave } from '../cells/weave.ts';
import type { Fence } from '../markdown/fences.ts';
import type { Place } from './included-place.ts';
import type { ProblemList } from './problem-list.ts';

/** The cells of a deck as they are found, with their names and numbers. */
export interface DeckCells {
  /** Takes the fences of one slide; returns the ids of those that are cells. */
  readonly add: (fences: readonly Fence[], sourceLines: readonly number[]) => readonly string[];
  /** The cells with what they write, and the chunks that it was woven from; to be called when all are added. */
  readonly woven: () => { readonly cells: readonly Cell[]; readonly chunks: readonly Chunk[] };
}

/** An empty list of cells; `textLines` are the deck's own, for exact columns. */
export function createDeckCells(textLines: readonly string[], problems: ProblemList): DeckCells {
  const cells: Cell[] = [];
  const chunks: (Chunk & WovenPart)[] = [];
  const linesOfFile = new Map<Cell, readonly number[]>();
  const lineByName = new Map<string, number>();

  const addFence = (fence: Fence, line: number, bodyLines: readonly number[]): string[] => {
    const { info, written, body } = fence;
    const leading = written.length - written.trimStart().length;
    const column = Math.max(0, textLines[line - 1]?.indexOf(written.trim()) ?? 0) - leading + 1;
    const at = (offset: number): Place => ({
      line,
      column: column + offset,
      written: written.trim(),
      offset: offset - leading,
    });
    const note = ({ offset, message, mend, severity }: CellMistake): void => {
      if (severity === 'error') problems.error(at(offset), message, mend);
      else problems.warn(at(offset), message, mend);
    };
    if (info.chunkGroup !== undefined) {
      const { name, mistakes } = readChunk(info.chunkGroup);
      mistakes.forEach(note);
      if (name !== undefined) chunks.push({ name, body, line, lines: bodyLines });
      return [];
    }
    if (info.cellGroup === undefined) {
      for (const { word, offset } of info.strayWords) {
        if (word === 'true' || word === 'false') continue;
        const near = nearestWord(word, [...cellWords, 'chunk']);
        if (near !== undefined)
          problems.warn(at(offset), `\`${word}\` makes no cell of this`, `did you mean \`${near}\`?`);
      }
      return [];
    }
    const read = readCell(info.language, info.cellGroup, body);
    read.mistakes.forEach(note);
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
    const cell: Cell = { id, ordinal, line, ...read.cell, ...(fence.inSolution ? { isSolution: true } : {}) };
    cells.push(cell);
    if (cell.kind === 'file') linesOfFile.set(cell, bodyLines);
    return [id];
  };

  const weaveFiles = (): ReturnType<DeckCells['woven']> => {
    const files = [...linesOfFile.keys()];
    const parts = files.map((cell) => ({ body: cell.body, lines: linesOfFile.get(cell) ?? [] }));
    const { texts, flaws, unused } = weave(parts, chunks);
    const columnOf = (line: number, text: string): number => (textLines[line - 1]?.indexOf(text) ?? 0) + 1;
    for (const { line, message, mend } of flaws)
      problems.error({ line, column: Math.max(1, columnOf(line, '<<')) }, message, mend);
    const firstLines = new Map(chunks.toReversed().map(({ name, line }) => [name, line]));
    for (const name of unused) {
      const line = firstLines.get(name) ?? 1;
      const at = { line, column: Math.max(1, columnOf(line, 'chunk=')) };
      problems.warn(at, `no file has the chunk \`${name}\``, `write \`<<${name}>>\` on a line of one`);
    }
    const written = new Map(files.map((cell, index) => [cell, texts[index] ?? cell.body]));
    return {
      cells: cells.map((cell) => ({ ...cell, written: written.get(cell) ?? cell.written })),
      chunks: chunks.map(({ name, body, line }) => ({ name, body, line })),
    };
  };

  return {
    add: (fences, sourceLines) =>
      fences.flatMap((fence) =>
        addFence(
          fence,
          sourceLines[fence.firstLine] ?? 1,
          sourceLines.slice(fence.firstLine + 1, fence.lastLine + 1),
        ),
      ),
    woven: weaveFiles,
  };
}
