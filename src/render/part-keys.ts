import { createHash } from 'node:crypto';
import type { Cell } from '../cells/cell.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import type { RecordedCell } from './recorded-html.ts';
import type { PatchedFile } from './whole-file-html.ts';

/** What the page shows of a cell that its own text does not tell. */
export interface CellFacts {
  readonly recorded: RecordedCell | undefined;
  readonly patched: PatchedFile | undefined;
  readonly placed: boolean;
}

/**
 * Names of slides' HTML by all that goes into it but what the page's ledger answers. Where a slide stands, in the deck
 * and in its file, does not: an edit must not rename the slides below it.
 */
export function partKeys(
  deck: Deck,
  page: Readonly<Record<string, boolean>>,
  factsOf: (cell: Cell) => CellFacts,
): (slide: Slide, part: 'slide' | 'notes') => string {
  const { slides: _slides, cells, chunks, problems: _problems, ...rest } = deck;
  const shared = JSON.stringify([rest, chunks.map(({ name }) => name)]);
  const context = createHash('sha256').update(shared).digest('base64');
  const cellById = new Map(cells.map((cell) => [cell.id, cell]));
  return (slide, part) => {
    const { h: _h, v: _v, line: _line, endLine: _endLine, sourceLines: _sourceLines, ...own } = slide;
    const shown = [...slide.cells, ...slide.outputs].flatMap((id) => cellById.get(id) ?? []);
    const facts = shown.map((cell) => ({ ...cell, line: 0, facts: factsOf(cell) }));
    // Which page it is for matters to cells alone: all else is the same on slides and in the article.
    return JSON.stringify([part, own, facts, facts.length > 0 && page]) + context;
  };
}
