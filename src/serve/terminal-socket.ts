import { WebSocket } from 'ws';
import { z } from 'zod';
import { messageOf } from '../errors.ts';
import type { LiveTerminal } from '../session/live-terminal.ts';
import type { TerminalServerMessage } from './protocol.ts';
import { createPace } from './workshop/message-pace.ts';

const size = z.number().int().min(1).max(1000);
const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('resize'), cols: size, rows: size }),
  z.strictObject({
    type: z.literal('ack'),
    bytes: z
      .number()
      .int()
      .positive()
      .max(1 << 30),
  }),
  z.strictObject({ type: z.literal('restart') }),
]);

/** Keys, moves of a mouse and pieces of a paste; what a reader that keeps up says of much output comes on top. */
const pace = { burst: 2000, perSecond: 500 };
const muchBytes = 4096;

export interface TerminalView {
  /** Opens the terminal, or gives the one that is open. */
  readonly open: () => Promise<LiveTerminal>;
  /** Why it is not opened before the page asks for it; undefined where it is. */
  readonly waits?: () => string | undefined;
  /** The byte of its stream that the page goes on from. */
  readonly since: number;
  /** Told what the page types. */
  readonly onInput?: (bytes: Buffer) => void;
}

/** Serves one page's view of a terminal. */
export async function serveTerminal(socket: WebSocket, view: TerminalView): Promise<void> {
  const tell = (message: TerminalServerMessage) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  let attached: { detach(): void; ack(bytes: number): void } | undefined;
  let terminal: LiveTerminal | undefined;
  let opening = false;
  const isTooFast = createPace(pace);
  /** Bytes of terminals: handed to the socket, said to be shown, and those of them that have left us as well. */
  let sent = 0;
  let acked = 0;
  let credited = 0;
  // Whoever says to have shown what still waits here is not sent more on the strength of it.
  const credit = () => {
    const shown = Math.min(acked, sent - socket.bufferedAmount);
    if (shown <= credited) return;
    attached?.ack(shown - credited);
    credited = shown;
  };

  const open = async (since: number) => {
    opening = true;
    const opened = await view.open().finally(() => {
      opening = false;
    });
    if (socket.readyState !== WebSocket.OPEN) return;
    attached?.detach();
    terminal = opened;
    const attachment = opened.attach(
      {
        onData: (bytes) => {
          if (socket.readyState !== WebSocket.OPEN) return;
          sent += bytes.length;
          socket.send(bytes, credit);
        },
        onDropped: () => socket.terminate(),
        onHold: (held) => tell({ type: held ? 'pause' : 'resume' }),
      },
      since,
    );
    attached = attachment;
    tell({
      type: 'start',
      offset: attachment.offset,
      fresh: attachment.offset !== since || since === 0,
      ...opened.size(),
    });
    const exit = await opened.exited;
    attachment.detach();
    if (terminal === opened) terminal = undefined;
    tell({
      type: 'exit',
      exit: exit.signal === 0 ? exit.status : null,
      ...(exit.signal === 0
        ? {}
        : opened.isReset()
          ? { reason: 'The session was reset', reset: true }
          : { reason: 'the terminal was ended' }),
    });
  };
  const failed = (error: unknown) => tell({ type: 'exit', exit: null, reason: messageOf(error) });

  socket.on('close', () => attached?.detach());
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      if (isTooFast()) return socket.close(1008, 'too many messages');
      if (terminal) view.onInput?.(data);
      return terminal?.write(data) === false ? socket.close(1008, 'it was told to pause') : undefined;
    }
    const parsed = clientMessage.safeParse(parseJson(String(data)));
    if (!parsed.success) return socket.close(1008, 'not a message of a terminal');
    const message = parsed.data;
    const isMuch = message.type === 'ack' && message.bytes >= muchBytes;
    if (!isMuch && isTooFast()) return socket.close(1008, 'too many messages');
    if (message.type === 'ack') {
      acked += message.bytes;
      if (acked > sent) return socket.close(1008, 'more than was sent');
      credit();
    } else if (message.type === 'resize') terminal?.resize(message.cols, message.rows);
    else if (!terminal && !opening) void open(0).catch(failed);
  });
  const why = view.waits?.();
  if (why === undefined) await open(view.since).catch(failed);
  else tell({ type: 'exit', exit: null, reason: why, reset: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
