import { createServer, type IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Problem } from '../../errors.ts';
import type { Machinery } from '../../session/live-deck.ts';
import { phrasesOf } from '../../words/words.ts';
import type { Progress } from '../../workshop/progress.ts';
import type { SeatTimes } from '../../workshop/seat-clock.ts';
import type { Seats } from '../../workshop/seats.ts';
import { mostDocks, mostPages, mostTerminals } from '../../workshop/workshop-limits.ts';
import { openDeckStore } from '../deck-store.ts';
import { createHostCheck } from '../guard.ts';
import { listenOn, localAddress } from '../listen.ts';
import { keepAlive, refuse } from '../socket-care.ts';
import { readSocketRequest } from '../socket-request.ts';
import { serveTerminal } from '../terminal-socket.ts';
import { createAddressCount } from './address-count.ts';
import { careForConnections, createAddressPace, paced } from './connection-care.ts';
import { easeBacklog } from './ease-backlog.ts';
import { createProblemNews } from './problem-news.ts';
import { createVisitorCookie } from './visitor-cookie.ts';
import { serveVisitor } from './visitor-socket.ts';
import { createVisitorSockets } from './visitor-sockets.ts';
import { createWorkplaces } from './workplaces.ts';
import { createWorkshopApp } from './workshop-app.ts';
import type { WorkshopServerMessage } from './workshop-protocol.ts';

export interface ServeWorkshopOptions {
  readonly paths: readonly string[];
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly machinery: () => Promise<Machinery>;
  readonly seats: Seats;
  readonly progress: Progress;
  /** Told of a deck's mistakes whenever an edit has made them other ones. */
  readonly onProblems?: (file: string, problems: readonly Problem[]) => void;
  /** How long a seat is kept for one whose pages are closed; usual times unless said. */
  readonly times?: Omit<SeatTimes, 'idleMs'>;
}

export interface WorkshopServer {
  readonly address: string;
  /** What visitors have in memory now, for tests of its bounds. */
  readonly workplaces: () => number;
  /** Ends the server and every session that it started. */
  close(): Promise<void>;
}

const usualTimes = { awayMs: 600_000, crowdedAwayMs: 30_000 };
/** Bytes of one message: a text of 64 KB, each letter of it escaped, and a paste in pieces. */
const messageLimit = 1 << 20;
/** Sockets that may be open at a time, and of them those from one address: a class behind one router is in it. */
const mostSockets = 2000;
const mostFromAddress = 800;
const easeMs = 1000;

/** Serves decks as pages that each visitor can try in sessions of an own; resolves when it listens. */
export async function serveWorkshop(options: ServeWorkshopOptions): Promise<WorkshopServer> {
  const { machinery, seats, progress, times = usualTimes, onProblems = () => {} } = options;
  const store = await openDeckStore(options.paths);
  const http = createServer();
  careForConnections(http);
  const port = await listenOn(http, options.host, options.port).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const allowsHost = createHostCheck({ host: options.host, port });
  const cookie = createVisitorCookie(port);
  const workplaces = createWorkplaces({ store, machinery, seats, progress, times });
  const isTooFast = createAddressPace();
  http.on('request', paced(isTooFast, createWorkshopApp({ store, allowsHost, cookie, workplaces })));

  const pages = new Map<string, Set<(message: WorkshopServerMessage) => void>>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit });
  const easing = setInterval(() => easeBacklog(sockets.clients), easeMs);
  const addresses = createAddressCount(mostFromAddress);
  const ownPages = createVisitorSockets(mostPages);
  const ownTerminals = createVisitorSockets(mostTerminals);
  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const { host, origin } = request.headers;
    const visitor = cookie.visitor(request);
    if (!allowsHost(request) || origin !== `http://${host}` || !visitor)
      return refuse(stream, 403, 'Forbidden');
    const route = routeOf(request);
    if (!route || !store.get(route.deck)) return refuse(stream, 404, 'Not Found');
    const from = request.socket.remoteAddress ?? '';
    if (isTooFast(from)) return refuse(stream, 429, 'Too Many Requests');
    if (sockets.clients.size >= mostSockets || addresses.isFull(from))
      return refuse(stream, 503, 'Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket: WebSocket) => {
      socket.on('error', () => socket.terminate());
      const place = workplaces.of(visitor, route.deck);
      if (!place) return socket.terminate();
      keepAlive(socket);
      socket.on('close', addresses.add(from));
      socket.on('close', place.enter());
      if (route.kind === 'terminal') {
        const { since, wanted, isAgain } = route;
        ownTerminals.add(visitor, socket);
        return void serveTerminal(socket, {
          open: () => place.terminal(wanted),
          waits: () => (isAgain ? place.whyNoTerminal() : undefined),
          onInput: place.typed,
          since,
        });
      }
      const stored = store.get(route.deck);
      const send = serveVisitor(socket, place, stored?.revision ?? '');
      const { say } = phrasesOf(stored?.deck.settings.lang ?? 'en');
      ownPages.add(visitor, socket, () =>
        send({ type: 'notice', text: say('workshop.too-many-pages', { most: String(mostPages) }) }),
      );
      const others = pages.get(route.deck) ?? new Set();
      pages.set(route.deck, others.add(send));
      socket.on('close', () => others.delete(send));
    });
  });
  const news = createProblemNews(store.all(), onProblems);
  store.watch((name) => {
    workplaces.update(name);
    const stored = store.get(name);
    if (stored) news(stored);
    const revision = stored?.revision ?? '';
    for (const send of pages.get(name) ?? []) send({ type: 'reload', revision });
  });

  return {
    address: localAddress(options.host, port),
    workplaces: () => workplaces.count,
    async close() {
      clearInterval(easing);
      await store.close();
      for (const socket of sockets.clients) socket.terminate();
      http.close();
      http.closeAllConnections();
      await workplaces.close();
    },
  };
}

type Route =
  | { readonly kind: 'live'; readonly deck: string }
  | {
      readonly kind: 'terminal';
      readonly deck: string;
      readonly wanted: { readonly cell: string } | { readonly dock: number };
      readonly since: number;
      /** It was open on its page before the connection was lost, and nobody has asked for it just now. */
      readonly isAgain: boolean;
    };

function routeOf(request: IncomingMessage): Route | undefined {
  const { path, search, deck, since } = readSocketRequest(request);
  if (path === '/live') return { kind: 'live', deck };
  if (path !== '/terminal') return undefined;
  const dock = search.get('dock');
  if (dock !== null && !(/^\d$/.test(dock) && Number(dock) >= 1 && Number(dock) <= mostDocks))
    return undefined;
  return {
    kind: 'terminal',
    deck,
    wanted: dock === null ? { cell: search.get('cell') ?? '' } : { dock: Number(dock) },
    since,
    isAgain: search.has('again'),
  };
}
