import type { WebSocket } from 'ws';

/** Bytes that may wait in the sockets of all visitors together: each has its own bound, and there may be very many. */
const mostBytes = 256 << 20;

/** Lets go the sockets in which most waits, until no more waits in all of them than the server can bear: they come back. */
export function easeBacklog(
  sockets: Iterable<Pick<WebSocket, 'bufferedAmount' | 'terminate'>>,
  most = mostBytes,
): void {
  const waiting = [...sockets].map((socket) => ({ socket, bytes: socket.bufferedAmount }));
  let all = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { socket, bytes } of waiting.sort((one, other) => other.bytes - one.bytes)) {
    if (all <= most) return;
    socket.terminate();
    all -= bytes;
  }
}
