import type { Cell, CellKind } from '../cells/cell.ts';
import { chunkReferenceIn } from '../cells/chunk.ts';
import { weave } from '../cells/weave.ts';
import type { Deck } from '../deck/deck.ts';

const editable: ReadonlySet<CellKind> = new Set(['run', 'build', 'file', 'patch', 'repl']);

/** Whether a visitor can put another text in a cell's place. Chunks are no cells, and stay as their author wrote them. */
export const isEditable = ({ kind }: Cell): boolean => editable.has(kind);

/** A text as it would stand in that cell's fence. */
export function fenceText(cell: Cell, text: string): string {
  const plain = text.replaceAll(/\r\n?/g, '\n');
  return plain === '' || plain.endsWith('\n') || !cell.body.endsWith('\n') ? plain : `${plain}\n`;
}

/** The deck with a visitor's texts in the place of what stands in its cells. */
export function withEdits(deck: Deck, edits: ReadonlyMap<string, string>): Deck {
  if (edits.size === 0) return deck;
  const cells = deck.cells.map((cell): Cell => {
    const text = isEditable(cell) ? edits.get(cell.id) : undefined;
    if (text === undefined) return cell;
    const body = fenceText(cell, text);
    return { ...cell, body, written: cell.kind === 'file' ? woven(body, deck) : body };
  });
  return { ...deck, cells };
}

/** A file with the deck's chunks in it; a line that names none of them is a line. */
function woven(body: string, { chunks }: Deck): string {
  const known = new Set(chunks.map(({ name }) => name));
  const lines = body.split('\n').map((line) => {
    const name = chunkReferenceIn(line)?.name;
    return name === undefined || known.has(name) ? line : line.replace('<<', '\\<<');
  });
  const parts = chunks.map((chunk) => ({ ...chunk, lines: [] }));
  return weave([{ body: lines.join('\n'), lines: [] }], parts).texts[0] ?? body;
}
