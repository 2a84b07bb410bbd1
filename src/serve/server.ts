import { createServer, type IncomingMessage } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { MachineError, messageOf } from '../errors.ts';
import { createLiveDeck, type LiveDeck, type Machinery } from '../session/live-deck.ts';
import { createApp } from './app.ts';
import { openDeckStore } from './deck-store.ts';
import { type Follow, openFollow } from './follow/open-follow.ts';
import { createGuard } from './guard.ts';
import { joinCodes } from './join-codes.ts';
import { listenOn, localAddress } from './listen.ts';
import { serveLive } from './live-socket.ts';
import type { OwnAddress } from './own-address.ts';
import type { ServerMessage } from './protocol.ts';
import { openRemote, type Remote } from './remote/open-remote.ts';
import { keepAlive, refuse } from './socket-care.ts';
import { readSocketRequest } from './socket-request.ts';
import { createStages } from './stage/stages.ts';
import { openTalks } from './talks.ts';
import { serveTerminal } from './terminal-socket.ts';

export interface ServeOptions {
  readonly paths: readonly string[];
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Rejects with a `MachineError` where live runs cannot be had; the decks are served all the same. */
  readonly machinery: () => Promise<Machinery>;
  /** Whether what is shown and run is kept, beside each deck. */
  readonly record?: boolean;
  /** Where a phone can steer the talk; `runs`: and run the cells of the slide that is shown. */
  readonly remote?: OwnAddress & { readonly runs: boolean };
  /** Where an audience can follow it. */
  readonly follow?: OwnAddress;
}

export interface PisteServer {
  readonly address: string;
  /** For the next phone, with the token in it; it is another when one has come. */
  readonly remoteAddress: () => string | undefined;
  readonly followAddress: string | undefined;
  /** Ends the server and every session that it started. */
  close(): Promise<void>;
}

/** Bytes of one message from a page: a paste into a terminal comes in pieces below this. */
const messageLimit = 1 << 20;

/** Serves decks with live runs and live reload; resolves when it listens. */
export async function serveDecks(options: ServeOptions): Promise<PisteServer> {
  const store = await openDeckStore(options.paths);
  const http = createServer();
  const port = await listenOn(http, options.host, options.port);
  const guard = createGuard({ host: options.host, port });
  http.on('request', createApp({ store, guard }));

  const live = new Map<string, LiveDeck>();
  const liveOf = (name: string): LiveDeck | undefined => {
    const stored = store.get(name);
    if (!stored) return undefined;
    const existing = live.get(name);
    if (existing) return existing;
    const made = createLiveDeck(stored.deck, {
      machinery: options.machinery,
      records: stored.records,
      onOutcome: (outcome) => talks?.cell(name, outcome),
    });
    live.set(name, made);
    return made;
  };
  const stages = createStages();
  const talks = options.record ? openTalks(store) : undefined;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit });
  const pages = new Map<string, Set<(message: ServerMessage) => void>>();
  http.on('upgrade', (request, stream, head) => {
    // From here on nobody else listens, and a connection that is reset must not take the server with it.
    stream.on('error', () => stream.destroy());
    if (!guard.allowsAction(request)) return refuse(stream, 403, 'Forbidden');
    const route = routeOf(request);
    const deck = route && liveOf(route.deck);
    if (!route || !deck) return refuse(stream, 404, 'Not Found');
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => socket.terminate());
      keepAlive(socket);
      if (route.kind === 'terminal') {
        const { cell, since } = route;
        return void serveTerminal(socket, { open: () => deck.terminal(cell), since });
      }
      const listeners = pages.get(route.deck) ?? new Set();
      pages.set(route.deck, listeners);
      const send = (message: ServerMessage) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      };
      listeners.add(send);
      socket.on('close', () => listeners.delete(send));
      const revision = store.get(route.deck)?.revision ?? '';
      void availability(options.machinery).then((state) =>
        serveLive(
          socket,
          deck,
          { type: 'hello', revision, recording: talks !== undefined, ...state },
          {
            stage: stages.of(route.deck),
            onSlide: (at) => talks?.slide(route.deck, at),
            codesFor: (role) => joinCodes(role, side),
          },
        ),
      );
    });
  });
  const joins = { store, stages, liveOf };
  const side: { remote: Remote | undefined; follow: Follow | undefined } = {
    remote: undefined,
    follow: undefined,
  };
  const closeAll = async () => {
    side.remote?.close();
    side.follow?.close();
    await store.close();
    for (const socket of sockets.clients) socket.terminate();
    http.close();
    http.closeAllConnections();
    await Promise.all([...live.values()].map((deck) => deck.close()));
    await talks?.close();
  };
  try {
    const { remote, follow } = options;
    if (remote) side.remote = await openRemote({ ...joins, address: remote, runs: remote.runs });
    if (follow) side.follow = await openFollow({ ...joins, address: follow });
  } catch (error) {
    await closeAll();
    throw error;
  }
  store.watch((name) => {
    const stored = store.get(name);
    if (!stored) return;
    live.get(name)?.update(stored.deck, stored.records);
    for (const send of pages.get(name) ?? []) send({ type: 'reload', revision: stored.revision });
    side.remote?.update();
    side.follow?.update(name);
  });

  return {
    address: localAddress(options.host, port),
    remoteAddress: () => side.remote?.joinAddress(),
    followAddress: side.follow?.address,
    close: closeAll,
  };
}

async function availability(
  machinery: () => Promise<Machinery>,
): Promise<{ live: boolean; reason?: string; mend?: string }> {
  try {
    await machinery();
    return { live: true };
  } catch (error) {
    const mend = error instanceof MachineError ? error.mend : undefined;
    return { live: false, reason: messageOf(error), ...(mend === undefined ? {} : { mend }) };
  }
}

type Route = { kind: 'live'; deck: string } | { kind: 'terminal'; deck: string; cell: string; since: number };

function routeOf(request: IncomingMessage): Route | undefined {
  const { path, search, deck, since } = readSocketRequest(request);
  if (path === '/live') return { kind: 'live', deck };
  if (path !== '/terminal') return undefined;
  return {
    kind: 'terminal',
    deck,
    cell: search.get('cell') ?? '',
    since,
  };
}
