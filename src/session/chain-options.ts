import type { Cell } from '../cells/cell.ts';
import type { KeyedCell } from '../cells/cell-key.ts';
import type { CastEvent } from '../transcript/transcript.ts';
import type { BoardEvents } from './chain-board.ts';
import type { ChainSnapshots } from './chain-snapshots.ts';
import type { CellStatus } from './live-events.ts';
import type { RunResult, Session, SessionOptions } from './session.ts';

export interface ChainEvents extends BoardEvents {
  /** Somebody has typed something into the session (true), or it is another. */
  onTouched(touched: boolean): void;
  onNotice(text: string): void;
}

/** A cell that has run, for whoever compares it with its record or keeps it. */
export interface CellOutcome {
  readonly cell: Cell;
  readonly result: RunResult;
  readonly events: readonly CastEvent[];
  /** Whether it ran where the chain says: on what the cells before it leave, and on nothing else. */
  readonly inPlace: boolean;
}

export interface ChainOptions extends ChainEvents {
  /** The chain's cells as the deck has them now, in document order. */
  readonly cells: () => readonly Cell[];
  /** The same with their keys in the environment that they run in. */
  readonly keyed: () => Promise<readonly KeyedCell[]>;
  readonly start: (restore?: SessionOptions['restore']) => Promise<Session>;
  readonly snapshots: ChainSnapshots;
  /** What a cell's record ends with. */
  readonly recorded: (
    cellId: string,
  ) => Promise<{ readonly lines: readonly string[]; readonly picture: string | null } | undefined>;
  readonly onOutcome: (outcome: CellOutcome) => void;
  /** What a cell's status says beyond its result: how it differs from its record, or that the record can stand in. */
  readonly judge: (outcome: CellOutcome) => Promise<Pick<CellStatus, 'drift' | 'fallback'>>;
  readonly draw: (cell: Cell, stdout: Buffer) => Promise<string>;
  readonly idleMs: number;
}
