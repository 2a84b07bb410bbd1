import type { IncomingMessage } from 'node:http';
import express from 'express';
import { WebSocket } from 'ws';
import { clientDir } from '../../environment/places.ts';
import { pageIcon } from '../../render/page-icon.ts';
import { compressedFiles } from '../compressed.ts';
import { onError } from '../on-error.ts';
import type { OwnAddress } from '../own-address.ts';
import { openSideListener } from '../side-listener.ts';
import { type RemoteMove, remoteMoves } from '../stage/read-stage-message.ts';
import { followDeck, type PhoneOptions } from './follow-deck.ts';
import { createJoinTokens } from './join-tokens.ts';
import { joinedPage, remotePage, strangerPage } from './remote-page.ts';

/** The listener that a phone steers the talk by. */
export interface Remote {
  /** The address for the next phone, with its token. */
  readonly joinAddress: () => string;
  /** The deck's text has changed. */
  readonly update: () => void;
  readonly close: () => void;
}

export interface RemoteOptions extends PhoneOptions {
  readonly address: OwnAddress;
  /** The phone that has come has used its token up. */
  readonly onArrival?: () => void;
}

/** A remote's messages are short. */
const messageLimit = 2_048;
const mostPhones = 8;

/** Opens the remote's listener: without the cookie that the token buys, it shows nothing. */
export async function openRemote(options: RemoteOptions): Promise<Remote> {
  const { stages } = options;
  const tokens = createJoinTokens();
  const updates = new Set<() => void>();
  let cookieName = 'piste-remote';
  const secretOf = (request: IncomingMessage): string => {
    const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
    return cookies.find((one) => one.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
  };
  const listener = await openSideListener('--remote', options.address, () => ({
    messageLimit,
    most: mostPhones,
    mostFromAddress: mostPhones,
    open(request) {
      const secret = secretOf(request);
      if (!tokens.knows(secret)) return { status: 403 };
      if ((request.url ?? '').split('?')[0] !== '/live') return { status: 404 };
      return {
        serve(socket) {
          tokens.arrived(secret);
          options.onArrival?.();
          servePhone(socket);
        },
      };
    },
  }));
  cookieName = `piste-remote-${listener.port}`;

  const { app } = listener;
  app.get('/join/:token', (request, response) => {
    // Who only asks whether there is something gets no secret.
    if (request.method === 'HEAD') return response.status(405).set('Allow', 'GET').end();
    if (tokens.knows(secretOf(request))) return response.send(joinedPage);
    const joined = tokens.join(request.params.token, request.socket.remoteAddress ?? '');
    if (joined === 'too often') return response.status(429).set('Retry-After', '60').send(strangerPage);
    if (joined === 'wrong') return response.status(403).send(strangerPage);
    response.set('Set-Cookie', `${cookieName}=${joined.secret}; Path=/; HttpOnly; SameSite=Strict`);
    return response.send(joinedPage);
  });
  app.use((request, response, next) => {
    if (tokens.knows(secretOf(request))) return next();
    response.status(403).send(strangerPage);
  });
  app.get('/favicon.ico', (_request, response) => {
    response.type('image/svg+xml').send(pageIcon);
  });
  app.get('/', (_request, response) => {
    response.send(remotePage);
  });
  app.use('/assets', (request, response, next) => {
    // Its own script and what that is made of: the pages of decks are not for here.
    if (/^\/(remote\.(js|css)|(chunks|files)\/[\w.-]+)$/.test(request.path)) return next();
    response.status(404).end();
  });
  app.use('/assets', compressedFiles(clientDir));
  app.use('/assets', express.static(clientDir, { index: false, redirect: false }));
  app.use((_request, response) => {
    response.status(404).type('text').send('Nothing here.\n');
  });
  app.use(onError);

  const servePhone = (socket: WebSocket): void => {
    const line = followDeck(options, (view) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(view);
    });
    updates.add(line.update);
    socket.on('close', () => {
      updates.delete(line.update);
      line.close();
    });
    socket.on('message', (data, isBinary) => {
      const move = isBinary ? undefined : readMove(data);
      if (!move || (move.type === 'run' && !options.runs))
        return socket.close(1008, 'not a message of a remote');
      line.act(move);
    });
  };
  const stopListening = stages.onCurrent(() => {
    for (const update of updates) update();
  });
  return {
    joinAddress: () => `${listener.origin}/join/${tokens.current()}`,
    update() {
      for (const update of updates) update();
    },
    close() {
      stopListening();
      listener.close();
    },
  };
}

function readMove(data: unknown): RemoteMove | undefined {
  try {
    return remoteMoves.safeParse(JSON.parse(String(data))).data;
  } catch {
    return undefined;
  }
}
