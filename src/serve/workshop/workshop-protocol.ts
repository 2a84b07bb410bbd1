import type { ClientMessage, ServerMessage } from '../protocol.ts';

export { editLimitBytes, editsLimitBytes, mostDocks } from '../../workshop/workshop-limits.ts';

/**
 * What a workshop's page asks for over `/live?deck=NAME`, for its visitor only. `run` has no text: it runs the one that
 * is kept of the cell.
 */
export type WorkshopClientMessage =
  | Extract<ClientMessage, { type: 'run' | 'cancel' | 'reset' | 'restore' }>
  /**
   * Keeps the visitor's text in the place of what stands in a cell's fence; null: what its author wrote again. For cells
   * of the kinds `run`, `build`, `file`, `patch` and `repl`.
   */
  | { readonly type: 'edit'; readonly cell: string; readonly text: string | null }
  /** Runs the checks of a step now. */
  | { readonly type: 'check'; readonly step: string }
  /** The visitor stays: the time until the session counts as idle begins anew. */
  | { readonly type: 'extend' }
  /** Ends the visitor's sessions and gives the seat back; or leaves the line. */
  | { readonly type: 'leave' }
  /** Ends the program of a dock terminal: its tab was closed. */
  | { readonly type: 'close'; readonly dock: number };

/** What one seat may use, for the page to say before it is felt. Of one session; a deck may have several. */
export interface SeatLimits {
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly pids: number;
  readonly cpus: number;
  readonly idleMs: number;
}

/** `none`: nothing runs, and what must run takes a seat. */
export type SeatState = 'none' | 'waiting' | 'ready';

/** Why a seat was lost: it was idle, its page was closed, or its visitor left; or left the line for one. */
export type SeatEnd = 'idle' | 'away' | 'left' | 'line';

export interface StepState {
  readonly done: boolean;
  /** The visitor has asked, and the checks run. */
  readonly checking?: boolean;
  /** The check that the visitor asked for last did not go well; a step that was done stays done. */
  readonly failed?: boolean;
  /** What the author says where the check fails that was last asked for; never of checks that ran by themselves. */
  readonly hint?: string;
  /** How that check failed, where it did more than say no: it took too long, or could not be run. */
  readonly reason?: string;
}

/** What a workshop's page is told beside what every page is. */
export type WorkshopMessage =
  | {
      readonly type: 'seat';
      readonly state: SeatState;
      /** From 1, of the `of` who wait. */
      readonly position?: number;
      readonly of?: number;
      readonly limits: SeatLimits;
      readonly ended?: SeatEnd;
    }
  /** The sessions will end for want of use; null: they will not. */
  | { readonly type: 'idle'; readonly endsInMs: number | null }
  /** The visitor's own texts by their cells. */
  | { readonly type: 'edits'; readonly edits: Readonly<Record<string, string>> }
  /** Another page of the visitor's has changed this one; null: it is its author's again. */
  | { readonly type: 'edit'; readonly cell: string; readonly text: string | null }
  /** All steps of the deck, in their order. */
  | { readonly type: 'steps'; readonly steps: Readonly<Record<string, StepState>> }
  /** The dock terminals whose programs live. */
  | { readonly type: 'terminals'; readonly open: readonly number[] };

/** `hello` comes first; seat, edits, steps and terminals follow it, then how all cells stand. */
export type WorkshopServerMessage = ServerMessage | WorkshopMessage;

/*
 * Dock terminals: `/terminal?deck=NAME&dock=N&since=BYTES`, N from 1 to `mostDocks`; frames as of a cell's terminal. One
 * that is opened while there is no seat waits for it: `start` comes when it is there. With `&again=1` a connection says
 * that it comes back by itself: it takes no seat, but is told `exit` where there is none, and may ask by `restart`.
 */
