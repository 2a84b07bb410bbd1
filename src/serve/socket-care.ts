import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

const pingMs = 25_000;

/** A laptop that was closed says nothing: a page that does not answer is let go. */
export function keepAlive(socket: WebSocket): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs);
  socket.on('close', () => clearInterval(timer));
}

/** Turns an upgrade away. */
export function refuse(stream: Duplex, status: number, text: string): void {
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
