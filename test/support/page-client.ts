import { WebSocket } from 'ws';
import type { ClientMessage, ServerMessage } from '../../src/serve/protocol.ts';

/** What a page does over its live socket, without a browser. */
export interface PageClient {
  readonly messages: readonly ServerMessage[];
  send(message: ClientMessage): void;
  /** The first message, now or later, that fits. */
  next(fits: (message: ServerMessage) => boolean): Promise<ServerMessage>;
  /** Drops the connection without a word, as a closed laptop does. */
  drop(): void;
}

/** The headers that a page of this server's sends. */
export async function pageHeaders(address: string): Promise<Record<string, string>> {
  const response = await fetch(address);
  await response.arrayBuffer();
  return {
    Origin: address.replace(/\/$/, ''),
    Cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
}

export async function connectPage(
  address: string,
  deck: string,
  headers?: Record<string, string>,
): Promise<PageClient> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}live?deck=${deck}`, {
    headers: headers ?? (await pageHeaders(address)),
  });
  const messages: ServerMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    const message: ServerMessage = JSON.parse(String(data));
    messages.push(message);
    for (const check of waiting) check();
  });
  await new Promise<void>((done, failed) => {
    socket.on('open', done);
    socket.on('error', failed);
  });
  return {
    messages,
    send: (message) => socket.send(JSON.stringify(message)),
    next: (fits) =>
      new Promise((done, failed) => {
        const check = () => {
          const found = messages.find(fits);
          const error = messages.find((message) => message.type === 'state' && message.state === 'error');
          if (!found && !error) return;
          waiting.delete(check);
          if (found) done(found);
          else failed(new Error(JSON.stringify(error)));
        };
        waiting.add(check);
        check();
      }),
    drop: () => socket.terminate(),
  };
}
