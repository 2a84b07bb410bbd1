import type { TerminalClientMessage, TerminalServerMessage } from '../../serve/protocol.ts';
import { readTerminalMessage } from '../live/server-message.ts';
import { openSteadySocket, socketAddress } from '../live/steady-socket.ts';
import { ackCounter } from './ack-counter.ts';
import { inputQueue } from './input-queue.ts';

/** What a link tells its terminal. */
export interface TerminalEvents {
  /** Output; `done` is to be called when it has been taken in. `replayed` marks what was printed before we came. */
  readonly output: (bytes: Uint8Array, replayed: boolean, done: () => void) => void;
  readonly started: (fresh: boolean) => void;
  readonly exited: (message: Extract<TerminalServerMessage, { type: 'exit' }>) => void;
  readonly opened: () => void;
  readonly dropped: () => void;
}

/** A terminal's line to its program; comes back by itself and goes on where it was. */
export interface TerminalLink {
  readonly input: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly resize: (cols: number, rows: number) => void;
  readonly restart: () => void;
  readonly close: () => void;
}

/** A fresh start's replay comes in one go; a program needs longer than this to say its first word. */
const replayMs = 50;
const quietMs = 100;

/** Which terminal of a deck's: one of its cells, or one that a visitor has opened beside them. */
export type TerminalPlace = { readonly cell: string } | { readonly dock: string };

export function openTerminalLink(deck: string, place: TerminalPlace, events: TerminalEvents): TerminalLink {
  let received = 0;
  let size: { readonly cols: number; readonly rows: number } | undefined;
  let acks = ackCounter();
  let replayUntil = 0;
  let quiet: number | undefined;
  /** What connects again by itself asks for nothing. */
  let wasOpen = false;

  const tell = (message: TerminalClientMessage): boolean => socket.send(JSON.stringify(message));
  const acknowledge = (bytes: number): void => {
    if (bytes > 0) tell({ type: 'ack', bytes });
  };
  const queue = inputQueue((bytes) => socket.send(bytes));

  const onMessage = (message: TerminalServerMessage): void => {
    switch (message.type) {
      case 'start':
        received = message.offset;
        if (size) tell({ type: 'resize', ...size });
        queue.resume();
        if (message.fresh) replayUntil = performance.now() + replayMs;
        events.started(message.fresh);
        break;
      case 'exit':
        queue.clear();
        events.exited(message);
        break;
      case 'pause':
        queue.hold();
        break;
      case 'resume':
        queue.resume();
        break;
    }
  };

  const socket = openSteadySocket({
    address: () =>
      socketAddress('/terminal', {
        ...{ deck, ...place, since: String(received) },
        ...(wasOpen ? { again: '1' } : {}),
      }),
    opened() {
      wasOpen = true;
      // Each connection has its own window: late counts of the one before are not for this one.
      acks = ackCounter();
      queue.clear();
      // Nobody listens before the program has started; what is typed meanwhile waits for it.
      queue.hold();
      events.opened();
    },
    dropped: events.dropped,
    text(text) {
      const message = readTerminalMessage(text);
      if (message) onMessage(message);
    },
    bytes(bytes) {
      const current = acks;
      received += bytes.length;
      events.output(bytes, performance.now() < replayUntil, () => {
        const now = current.consume(bytes.length);
        if (current !== acks) return;
        acknowledge(now);
        window.clearTimeout(quiet);
        quiet = window.setTimeout(() => acknowledge(acks.rest()), quietMs);
      });
    },
  });

  return {
    input: queue.push,
    resize(cols, rows) {
      size = { cols, rows };
      tell({ type: 'resize', ...size });
    },
    restart() {
      // What is typed from here on is for the program that is asked for.
      if (tell({ type: 'restart' })) queue.hold();
    },
    close: socket.close,
  };
}
