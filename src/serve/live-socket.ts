import { WebSocket } from 'ws';
import { z } from 'zod';
import type { LiveDeck } from '../session/live-deck.ts';
import type { SlidePlace } from '../talk/talk-log.ts';
import type { ClientMessage, ServerMessage } from './protocol.ts';
import { stageMessages } from './stage/read-stage-message.ts';
import type { Stage, StageSeat } from './stage/stage.ts';
import type { CodesMessage } from './stage/stage-protocol.ts';

const name = z.string().min(1).max(200);
const index = z.number().int().min(0).max(1_000_000);
const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run'), cell: name }),
  z.strictObject({ type: z.literal('cancel'), cell: name }),
  z.strictObject({ type: z.literal('reset'), session: name }),
  z.strictObject({ type: z.literal('restore'), cell: name }),
  z.strictObject({ type: z.literal('slide'), h: index, v: index, line: index }),
  ...stageMessages,
]);

/** Reads a page's message; undefined for anything that is not one of ours, code above all. */
export function readClientMessage(data: unknown): ClientMessage | undefined {
  try {
    const parsed = clientMessage.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes that may wait in a page's socket before it is told less: its next message brings all lines anew. */
const backlogBytes = 4 << 20;

/** Serves one page: it is told how all cells stand, then each change. */
export function serveLive(
  socket: WebSocket,
  live: LiveDeck,
  hello: Extract<ServerMessage, { type: 'hello' }>,
  talk: {
    readonly stage: Stage;
    readonly onSlide: (at: SlidePlace) => void;
    readonly codesFor: (role: 'slides' | 'speaker') => CodesMessage;
  },
): void {
  // Gone while it was found out what runs here: nobody would ever say so again.
  if (socket.readyState !== WebSocket.OPEN) return;
  let seat: StageSeat | undefined;
  let role: 'slides' | 'speaker' = 'slides';
  const send = (message: ServerMessage) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > backlogBytes) return socket.terminate();
    socket.send(JSON.stringify(message));
  };
  send(hello);
  const unsubscribe = live.subscribe(send);
  socket.on('close', () => {
    unsubscribe();
    seat?.leave();
  });
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : readClientMessage(data);
    if (!message) return socket.close(1008, 'not a message of a page');
    if (message.type === 'slide') return talk.onSlide(message);
    if (message.type === 'codes') return send(talk.codesFor(role));
    if (message.type === 'join') {
      if (!seat) role = message.role;
      seat ??= talk.stage.join({ role: message.role, send });
      return;
    }
    if (message.type === 'stage') return seat?.move(message.page, message.n, message.move);
    if (!hello.live) return send({ type: 'notice', text: hello.reason ?? 'No live runs here.' });
    if (message.type === 'run') void live.run(message.cell);
    else if (message.type === 'cancel') live.cancel(message.cell);
    else if (message.type === 'restore') void live.restore(message.cell);
    else void live.reset(message.session);
  });
}
