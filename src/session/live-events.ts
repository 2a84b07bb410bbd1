import type { CellState } from '../cells/cell.ts';

/** A cell as it now stands. `reason` names the limit that ended it, or why it did not run. */
export interface CellStatus {
  readonly cell: string;
  readonly state: CellState;
  readonly exit?: number;
  readonly reason?: string;
  readonly durationMs?: number;
}

/** What a live deck tells all who look at it. Output comes as lines of finished, escaped HTML. */
export type LiveEvent =
  | ({ readonly type: 'state' } & CellStatus)
  /** Lines `from`.. of the cell's output are now `lines`, and nothing follows them. */
  | {
      readonly type: 'output';
      readonly cell: string;
      readonly from: number;
      readonly lines: readonly string[];
    }
  /** Something to tell the reader that belongs to no cell's output. */
  | { readonly type: 'notice'; readonly text: string };
