import type { CellState } from '../cells/cell.ts';

/** A cell as it now stands. `reason` names the limit that ended it, or why it did not run. */
export interface CellStatus {
  readonly cell: string;
  readonly state: CellState;
  readonly exit?: number;
  readonly reason?: string;
  readonly durationMs?: number;
  /** How this run differs from the cell's record: lines of a unified diff, from the record to the run. */
  readonly drift?: string;
  /** A live run could not be had, and there is a record to be played in its place. */
  readonly fallback?: boolean;
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
  /** The picture below a cell's output is now this finished HTML; empty for none. */
  | { readonly type: 'picture'; readonly cell: string; readonly html: string }
  /** Whether somebody has typed something into the session that no cell says. */
  | { readonly type: 'session'; readonly session: string; readonly touched: boolean }
  /** Something to tell the reader that belongs to no cell's output. */
  | { readonly type: 'notice'; readonly text: string };
