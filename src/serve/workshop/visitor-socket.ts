import { WebSocket } from 'ws';
import type { Workplace } from '../../workshop/workplace.ts';
import { createPace } from './message-pace.ts';
import { readWorkshopMessage } from './read-workshop-message.ts';
import type { WorkshopServerMessage } from './workshop-protocol.ts';

/** Bytes that may wait in a page's socket before it is let go: it comes back and is told all anew. */
const backlogBytes = 4 << 20;

/** Serves one page of a visitor's; gives what tells it that the deck has changed. */
export function serveVisitor(
  socket: WebSocket,
  place: Workplace,
  revision: string,
): (message: WorkshopServerMessage) => void {
  const send = (message: WorkshopServerMessage) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > backlogBytes) return socket.terminate();
    socket.send(JSON.stringify(message));
  };
  send({ type: 'hello', live: true, revision });
  const unsubscribe = place.subscribe(send);
  const isTooFast = createPace();
  socket.on('close', unsubscribe);
  socket.on('message', (data, isBinary) => {
    if (isTooFast()) return socket.close(1008, 'too many messages');
    const message = isBinary ? undefined : readWorkshopMessage(data);
    if (!message) return socket.close(1008, 'not a message of a workshop');
    place.handle(message, send);
  });
  return send;
}
