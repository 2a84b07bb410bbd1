import type { Cell } from '../cells/cell.ts';
import type { KeyedCell } from '../cells/cell-key.ts';
import type { CastEvent } from '../transcript/transcript.ts';
import type { BoardEvents, ShownOutput } from './chain-board.ts';
import type { ChainSnapshots } from './chain-snapshots.ts';
import type { CellStatus } from './live-events.ts';
import type { LiveTerminal } from './live-terminal.ts';
import type { RunResult, Session, SessionOptions } from './session.ts';

export interface ChainEvents extends BoardEvents {
  /** Somebody has typed something into the session (true), or it is another. */
  onTouched(touched: boolean): void;
  onNotice(text: string): void;
  /** These of the docks' terminals are open now. */
  onDocks(open: readonly number[]): void;
  /** One of its terminals has shown something. */
  onPrinted(): void;
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

/** One chain of a deck, live: its session, started when it is first needed, and what its cells have come to. */
export interface LiveChain {
  /** Runs a cell, and before it what it stands on: the cells before it that have not run in this session. */
  run(cellId: string): Promise<void>;
  cancel(cellId: string): void;
  /** Ends the session and forgets what ran in it. */
  reset(): Promise<void>;
  /** Makes the session what it is right before a cell, whatever it is now. */
  restore(cellId: string): Promise<void>;
  terminal(cellId: string): Promise<LiveTerminal>;
  /** A plain shell beside the deck's own terminals, in the session and its folder; the open one, else a new one. */
  dock(number: number): Promise<LiveTerminal>;
  closeDock(number: number): void;
  docks(): readonly number[];
  /**
   * Runs a check cell behind all that is queued, aside: nothing of it is shown, and the chain stays as it is. Undefined
   * where it did not run: there is no session and `starts` is false, or the signal was quicker.
   */
  check(
    cellId: string,
    options: { readonly signal: AbortSignal; readonly starts: boolean },
  ): Promise<RunResult | undefined>;
  /** Whether a cell runs or is about to. */
  isBusy(): boolean;
  /** The session that it has now. */
  session(): Promise<Session> | undefined;
  status(cellId: string): CellStatus;
  output(cellId: string): Pick<ShownOutput, 'lines'> | undefined;
  picture(cellId: string): string | undefined;
  touched(): boolean;
  /** The deck has changed: forgets cells that are no longer what they were. */
  forget(cellIds: readonly string[]): void;
  /** What sessions are made of has changed: keys no longer name the state of the one that is open. */
  leave(): void;
  close(): Promise<void>;
}
