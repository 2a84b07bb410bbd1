import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { type WebSocket, WebSocketServer } from 'ws';
import { ConfigError } from '../errors.ts';
import { listenOn } from './listen.ts';
import type { OwnAddress } from './own-address.ts';
import { createPlainApp } from './plain-app.ts';
import { keepAlive, refuse } from './socket-care.ts';

/** A listener beside the presenter's own, for a phone or an audience: it answers to one address and no other name. */
export interface SideListener {
  /** `http://ADDRESS:PORT` */
  readonly origin: string;
  readonly port: number;
  /** What the listener serves; it asks for nothing but `GET` and `HEAD`. */
  readonly app: Express;
  readonly close: () => void;
}

export interface SideSockets {
  /** Bytes of one message. */
  readonly messageLimit: number;
  /** Sockets that may be open at a time. */
  readonly most: number;
  /** Of them, by pages of one address. */
  readonly mostFromAddress: number;
  /** Serves an upgrade of a page of this very address, or says with which status it is refused. */
  readonly open: (
    request: IncomingMessage,
  ) => { readonly status: 403 | 404 } | { readonly serve: (socket: WebSocket) => void };
}

/** Listens at an address. Throws `ConfigError` where its port is taken. */
export async function openSideListener(
  flag: string,
  { host, port: wished }: OwnAddress,
  sockets: (origin: string) => SideSockets,
): Promise<SideListener> {
  const http = createServer();
  const port = await listenOn(http, host, wished).catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? new ConfigError(`${flag}: port ${wished} is taken`, `${flag} ${host} takes a free one`)
      : error;
  });
  const name = host.includes(':') ? `[${host}]` : host;
  const origin = port === 80 ? `http://${name}` : `http://${name}:${port}`;
  const authority = origin.slice('http://'.length);
  const allowsHost = (request: IncomingMessage): boolean => request.headers.host?.toLowerCase() === authority;

  const app = createPlainApp(allowsHost, `This answers to ${authority} only.`);
  http.on('request', app);

  const { messageLimit, most, mostFromAddress, open } = sockets(origin);
  const seats = new Map<string, number>();
  const server = new WebSocketServer({ noServer: true, maxPayload: messageLimit });
  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (!allowsHost(request) || request.headers.origin !== origin) return refuse(stream, 403, 'Forbidden');
    const from = request.socket.remoteAddress ?? '';
    const taken = seats.get(from) ?? 0;
    if (server.clients.size >= most || taken >= mostFromAddress)
      return refuse(stream, 503, 'Service Unavailable');
    const opened = open(request);
    if ('status' in opened)
      return refuse(stream, opened.status, opened.status === 403 ? 'Forbidden' : 'Not Found');
    server.handleUpgrade(request, stream, head, (socket) => {
      seats.set(from, taken + 1);
      socket.on('close', () => {
        const left = (seats.get(from) ?? 1) - 1;
        if (left > 0) seats.set(from, left);
        else seats.delete(from);
      });
      socket.on('error', () => socket.terminate());
      keepAlive(socket);
      opened.serve(socket);
    });
  });
  return {
    origin,
    port,
    app,
    close() {
      for (const socket of server.clients) socket.terminate();
      http.close();
      http.closeAllConnections();
    },
  };
}
