import type { Cell } from '../cells/cell.ts';
import { commandOf } from '../cells/command.ts';
import type { AgentTerminal, TerminalExit } from './agent.ts';
import type { Session } from './session.ts';
import { windowBytes } from './shell.ts';

/** Bytes of a terminal's past that a reader who comes late or again is shown. */
const replayBytes = 512 * 1024;
/** Control letters that carry nothing out: backspace, tab, escape. */
const harmless = new Set([0x08, 0x09, 0x1b]);
/** Input that may wait for the program before its writer is told to pause. */
const inputWindowBytes = 64 * 1024;
/** Beyond this its writer has not paused, however long the way: half a megabyte is a second of pasting. */
const inputLimitBytes = inputWindowBytes + 512 * 1024;
/** How long one reader may hold up the program, and with it all others. */
const patienceMs = 5_000;
const signalOfHangUp = 1;

/** One page that looks at a terminal. */
export interface TerminalReader {
  onData(bytes: Buffer): void;
  /** It has shown nothing of what it was sent for too long, and is sent no more: it may attach again. */
  onDropped(): void;
  /** The program takes input more slowly than it comes (true), or has caught up (false). */
  onHold(held: boolean): void;
}

/** What runs in a terminal: `files` are written first, `typed` is typed in, not entered. */
export interface TerminalProgram {
  readonly argv: readonly string[];
  readonly typed: string;
  readonly files?: readonly { readonly path: string; readonly content: string }[] | undefined;
  readonly cols: number;
  readonly rows: number;
}

/** The shell of a person who wants one. */
export const plainShell: TerminalProgram = { argv: ['bash', '-l'], typed: '', cols: 80, rows: 24 };

/** What a terminal or repl cell starts. */
export function programOf(cell: Cell): TerminalProgram {
  const action = commandOf(cell);
  if (action.type !== 'terminal') throw new Error(`cell ${cell.id} is no terminal`);
  const { argv, typed, files } = action;
  return { argv, typed, files, cols: cell.options.cols, rows: cell.options.rows };
}

/** A terminal of a slide: one program, any number of pages that see and type the same. */
export interface LiveTerminal {
  readonly exited: Promise<TerminalExit>;
  /** Starts reading at byte `since` of the stream if it is still remembered, else at the oldest that is. */
  attach(
    reader: TerminalReader,
    since: number,
  ): { readonly offset: number; readonly detach: () => void; readonly ack: (bytes: number) => void };
  /** False where so much waits for the program that its writer cannot have heeded `onHold`: nothing of it is taken. */
  write(bytes: Buffer): boolean;
  resize(cols: number, rows: number): void;
  size(): { readonly cols: number; readonly rows: number };
  close(): void;
  /** Its session is about to be reset: that is why it will end. */
  noteReset(): void;
  isReset(): boolean;
}

/**
 * A program in a terminal; `onEntered` is called when a reader has entered a line: what it does, no cell says. `onPrinted` is
 * called for all that the program shows.
 */
export async function createLiveTerminal(
  session: Session,
  program: TerminalProgram,
  {
    onEntered = () => {},
    onPrinted = () => {},
  }: { readonly onEntered?: () => void; readonly onPrinted?: () => void } = {},
): Promise<LiveTerminal> {
  for (const file of program.files ?? []) await session.writeFile(file.path, file.content);

  let size = { cols: program.cols, rows: program.rows };
  let past: Buffer[] = [];
  let pastBytes = 0;
  let end = 0;
  /** Bytes that each reader has been sent and has not yet shown. */
  const readers = new Map<TerminalReader, { unread: number; lastAck: number }>();
  let owed = 0;
  let waiting = 0;
  let held = false;
  let { typed } = program;
  let reset = false;

  // The slowest reader sets the pace; without readers the past alone bounds what is remembered.
  const release = () => {
    const now = performance.now();
    for (const [reader, { unread, lastAck }] of readers) {
      if (unread < windowBytes || now - lastAck < patienceMs) continue;
      readers.delete(reader);
      reader.onDropped();
    }
    const slowest = Math.max(0, ...[...readers.values()].map((reader) => reader.unread));
    const free = Math.min(owed, Math.max(0, windowBytes - slowest));
    if (free === 0) return;
    owed -= free;
    terminal.grant(free);
  };
  const setHeld = (now: boolean) => {
    if (held === now) return;
    held = now;
    for (const reader of readers.keys()) reader.onHold(now);
  };
  const terminal: AgentTerminal = await session.openTerminal({
    argv: program.argv,
    ...size,
    onData(bytes) {
      // Typed before there is a prompt, it would stand in front of it.
      if (typed !== '') terminal.write(Buffer.from(typed.replaceAll('\n', '\r')));
      typed = '';
      past.push(Buffer.from(bytes));
      pastBytes += bytes.length;
      end += bytes.length;
      while (pastBytes - (past[0]?.length ?? 0) > replayBytes) pastBytes -= past.shift()?.length ?? 0;
      owed += bytes.length;
      for (const [reader, state] of readers) {
        if (state.unread === 0) state.lastAck = performance.now();
        state.unread += bytes.length;
        reader.onData(bytes);
      }
      if (readers.size === 0) release();
      onPrinted();
    },
    onConsumed(bytes) {
      waiting -= bytes;
      if (waiting < inputWindowBytes / 2) setHeld(false);
    },
  });
  terminal.grant(windowBytes);
  // Of one that is hung up the session says no more.
  let hangUp: () => void = () => {};
  const hungUp = new Promise<TerminalExit>((done) => {
    hangUp = () => done({ status: 0, signal: signalOfHangUp });
  });
  const watch = setInterval(release, 1_000);
  watch.unref();

  return {
    exited: Promise.race([terminal.exited, hungUp]).finally(() => {
      clearInterval(watch);
      past = [];
    }),
    attach(reader, since) {
      const oldest = end - pastBytes;
      const offset = since >= oldest && since <= end ? since : oldest;
      const state = { unread: 0, lastAck: performance.now() };
      const missed = Buffer.concat(past).subarray(offset - oldest);
      readers.set(reader, state);
      queueMicrotask(() => {
        if (missed.length > 0) reader.onData(missed);
        if (held) reader.onHold(true);
      });
      state.unread += missed.length;
      return {
        offset,
        ack(bytes) {
          state.unread = Math.max(0, state.unread - bytes);
          state.lastAck = performance.now();
          release();
        },
        detach() {
          readers.delete(reader);
          release();
        },
      };
    },
    write(bytes) {
      if (waiting > inputLimitBytes) return false;
      waiting += bytes.length;
      // What a terminal answers to a program's questions begins with an escape and has no other control.
      if (bytes.some((byte) => byte < 0x20 && !harmless.has(byte))) onEntered();
      terminal.write(bytes);
      if (waiting > inputWindowBytes) setHeld(true);
      return true;
    },
    resize(cols, rows) {
      size = { cols, rows };
      terminal.resize(cols, rows);
    },
    size: () => size,
    close() {
      terminal.close();
      hangUp();
    },
    noteReset() {
      reset = true;
    },
    isReset: () => reset,
  };
}
