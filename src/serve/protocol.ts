import type { LiveEvent } from '../session/live-events.ts';
import type { StageClientMessage, StageServerMessage } from './stage/stage-protocol.ts';

export type { CellStatus } from '../session/live-events.ts';

/** What a page asks for over `/live?deck=NAME`: a deck's cell by its id, never code. */
export type ClientMessage =
  | { readonly type: 'run'; readonly cell: string }
  | { readonly type: 'cancel'; readonly cell: string }
  | { readonly type: 'reset'; readonly session: string }
  /** Makes the cell's session what it is right before that cell. */
  | { readonly type: 'restore'; readonly cell: string }
  /** The slide that is shown now: for who keeps what happens in a talk. */
  | { readonly type: 'slide'; readonly h: number; readonly v: number; readonly line: number }
  | StageClientMessage;

/** A socket is closed with it where its reader has too many: it is not to come back before somebody turns to its page. */
export const letGoCode = 4001;

/** What a page is told. */
export type ServerMessage =
  /** The first message: live runs to be had or not (with why and the mend), and the deck's revision. */
  | {
      readonly type: 'hello';
      readonly live: boolean;
      readonly reason?: string;
      readonly mend?: string;
      readonly revision: string;
      /** Whether the talk is kept, so that the page should say which slide it shows. */
      readonly recording?: boolean;
    }
  | LiveEvent
  | StageServerMessage
  /** The deck's source changed: fetch it again. */
  | { readonly type: 'reload'; readonly revision: string };

/**
 * A terminal's socket, `/terminal?deck=NAME&cell=ID&since=BYTES`: binary frames are the terminal's bytes both
 * ways; text frames are these. The server pauses a terminal whose reader has more than a window unacknowledged.
 */
export type TerminalClientMessage =
  | { readonly type: 'resize'; readonly cols: number; readonly rows: number }
  | { readonly type: 'ack'; readonly bytes: number }
  | { readonly type: 'restart' };

export type TerminalServerMessage =
  /** Bytes that follow start at `offset` of the stream; `fresh` means the reader must clear its screen first. */
  | {
      readonly type: 'start';
      readonly offset: number;
      readonly fresh: boolean;
      readonly cols: number;
      readonly rows: number;
    }
  /** `reset`: it ended with its session, because somebody wanted that. */
  | {
      readonly type: 'exit';
      readonly exit: number | null;
      readonly reason?: string;
      readonly reset?: boolean;
    }
  /** Input is arriving faster than the program reads: hold it until `resume`. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' };
