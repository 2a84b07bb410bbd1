import type { CellState } from '../../cells/cell.ts';
import type { ToldTimer } from '../../talk/talk-timer.ts';
import type { Blank } from '../stage/stage-protocol.ts';

/** What a remote shows: all of it, each time that something changes. */
export interface RemoteView {
  readonly type: 'view';
  readonly deck: string;
  readonly title: string;
  /** As `3 / 12`; empty where no page shows the deck. */
  readonly where: string;
  readonly next: string;
  /** The slide's own words, below its title, line by line. */
  readonly outline: readonly string[];
  /** Finished HTML. */
  readonly notes: string;
  readonly blank: Blank;
  readonly timer: ToldTimer;
  /** What each slide was given, in ms, and which of them is shown. */
  readonly plan: readonly number[] | null;
  readonly index: number;
  /** The cells of the slide, where the remote may run them. */
  readonly cells: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly state: CellState;
  }> | null;
}
