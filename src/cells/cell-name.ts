import type { Cell } from './cell.ts';

/** What a cell is called in a list of cells: the name that its author gave it, else its number and what is in it. */
export const cellName = ({ id, language }: Pick<Cell, 'id' | 'language'>): string =>
  /^\d+$/.test(id) ? `Cell ${id} · ${language}` : id;
