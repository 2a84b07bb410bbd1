import { WebSocket } from 'ws';
import type { Workplace } from '../../workshop/workplace.ts';
import { createPace, pageOfPeople } from './message-pace.ts';
import { readWorkshopMessage } from './read-workshop-message.ts';
import type { WorkshopServerMessage } from './workshop-protocol.ts';

/**
 * Bytes that may wait in a page's socket, beside what it is told to begin with, before it is let go: it comes back and is
 * told all anew.
 */
const backlogBytes = 1 << 20;

/** What a message is on the wire; the same for all pages that are told it. */
const texts = new WeakMap<WorkshopServerMessage, string>();
const textOf = (message: WorkshopServerMessage): string => {
  const text = texts.get(message) ?? JSON.stringify(message);
  texts.set(message, text);
  return text;
};

/** Serves one page of a visitor's; gives what tells it that the deck has changed. */
export function serveVisitor(
  socket: WebSocket,
  place: Workplace,
  revision: string,
): (message: WorkshopServerMessage) => void {
  let limitBytes = Number.POSITIVE_INFINITY;
  const send = (message: WorkshopServerMessage) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > limitBytes) return socket.terminate();
    socket.send(textOf(message));
  };
  send({ type: 'hello', live: true, revision });
  const unsubscribe = place.subscribe(send);
  limitBytes = socket.bufferedAmount + backlogBytes;
  const isTooFast = createPace(pageOfPeople);
  socket.on('close', unsubscribe);
  socket.on('message', (data, isBinary) => {
    if (isTooFast()) return socket.close(1008, 'too many messages');
    const message = isBinary ? undefined : readWorkshopMessage(data);
    if (!message) return socket.close(1008, 'not a message of a workshop');
    place.handle(message, send);
  });
  return send;
}
