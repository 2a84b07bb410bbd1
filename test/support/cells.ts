import type { Cell, CellOptions } from '../../src/cells/cell.ts';
import { defaultOptions } from '../../src/cells/read-cell.ts';

let ordinal = 0;

/** A cell as a deck would hold it; options are the defaults but for those given. */
export function makeCell(parts: Partial<Omit<Cell, 'options'>> & { options?: Partial<CellOptions> }): Cell {
  ordinal++;
  const { options, ...rest } = parts;
  return {
    id: String(ordinal),
    ordinal,
    kind: 'run',
    language: 'bash',
    body: '',
    written: rest.body ?? '',
    line: 1,
    session: 'main',
    ...rest,
    options: { ...defaultOptions, ...options },
  };
}

/** A `bash {run}` cell. */
export const bash = (body: string, options: Partial<CellOptions> = {}): Cell => makeCell({ body, options });
