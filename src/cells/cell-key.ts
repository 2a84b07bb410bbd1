import { createHash } from 'node:crypto';
import type { Cell } from './cell.ts';

/**
 * Names a cell's output by all that goes into it: the environment, the key of the cell before it in its chain, its
 * body and the options that matter. 32 hex digits.
 */
export function cellKey(cell: Cell, of: { environment: string; previous: string }): string {
  const { expect, cols, rows, path } = cell.options;
  const parts = [
    of.environment,
    of.previous,
    cell.kind,
    cell.language,
    cell.body,
    expect,
    cols,
    rows,
    path ?? '',
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
