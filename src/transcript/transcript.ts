import type { KeyParts } from '../cells/cell-key.ts';

/** Something that a terminal got, or a mark between two such; `at` is in ms since the cell began. */
export interface CastEvent {
  readonly at: number;
  /** `mark` names the command that follows, or `stdout` where a picture's data follows. */
  readonly kind: 'output' | 'mark';
  readonly data: string;
}

/** What a cell printed, with timing, and how it ended. Only cells that went as their author expects have one. */
export interface Transcript {
  readonly key: string;
  readonly parts: KeyParts;
  readonly cols: number;
  readonly rows: number;
  /** Seconds since 1970. */
  readonly recordedAt: number;
  readonly nixVersion: string;
  /** Null for a cell that runs no command. */
  readonly exit: number | null;
  readonly durationMs: number;
  readonly events: readonly CastEvent[];
}

/** The mark before what a cell with a picture wrote to its standard output; no command's mark is this. */
export const stdoutMark = 'stdout';
