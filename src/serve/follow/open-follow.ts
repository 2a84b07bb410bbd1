import { posix } from 'node:path';
import express from 'express';
import { WebSocket } from 'ws';
import { clientDir } from '../../environment/places.ts';
import { escapeHtml } from '../../html/escape.ts';
import { pageIcon } from '../../render/page-icon.ts';
import type { LiveDeck } from '../../session/live-deck.ts';
import { assetsOf, sendRevealTheme } from '../app.ts';
import { compressedFiles, sendCompressed } from '../compressed.ts';
import type { DeckStore } from '../deck-store.ts';
import { onError } from '../on-error.ts';
import type { OwnAddress } from '../own-address.ts';
import type { ServerMessage } from '../protocol.ts';
import { openSideListener } from '../side-listener.ts';
import type { Stages } from '../stage/stages.ts';
import { createFollowerPages } from './follower-page.ts';

/** The listener that an audience follows the talk by. */
export interface Follow {
  readonly address: string;
  /** A deck's text has changed. */
  readonly update: (deck: string) => void;
  readonly close: () => void;
}

export interface FollowOptions {
  readonly address: OwnAddress;
  readonly store: DeckStore;
  readonly stages: Stages;
  readonly liveOf: (deck: string) => LiveDeck | undefined;
}

const mostFollowers = 500;
/** Nobody takes all seats; a hall behind one address has these. */
const mostFromAddress = 250;
/** Bytes that may wait in a follower's socket: a slow one begins anew. */
const backlogBytes = 4 << 20;

/** Opens the audience's listener: it hears what is shown and run, and listens to nobody. */
export async function openFollow({ address, store, stages, liveOf }: FollowOptions): Promise<Follow> {
  const readers = new Map<string, Set<(message: ServerMessage) => void>>();
  const listener = await openSideListener('--follow', address, () => ({
    // Nothing that a follower sends is read; a message is not even taken in.
    messageLimit: 1,
    most: mostFollowers,
    mostFromAddress,
    open(request) {
      const [path, query = ''] = (request.url ?? '').split('?', 2);
      const name = new URLSearchParams(query).get('deck') ?? '';
      const live = path === '/live' && store.get(name) ? liveOf(name) : undefined;
      return live ? { serve: (socket) => serveReader(socket, name, live) } : { status: 404 };
    },
  }));

  const serveReader = (socket: WebSocket, name: string, live: LiveDeck): void => {
    const send = (message: ServerMessage): void => {
      if (socket.readyState !== WebSocket.OPEN) return;
      const shown = forReaders(message);
      if (socket.bufferedAmount > backlogBytes) socket.terminate();
      else if (shown) socket.send(JSON.stringify(shown));
    };
    const others = readers.get(name) ?? new Set();
    readers.set(name, others.add(send));
    send({ type: 'hello', live: false, reason: '', revision: store.get(name)?.revision ?? '' });
    const unsubscribe = live.subscribe(send);
    const seat = stages.of(name).join({ role: 'follower', send });
    socket.on('message', () => socket.close(1008, 'a follower says nothing'));
    socket.on('close', () => {
      others.delete(send);
      unsubscribe();
      seat.leave();
    });
  };

  const { app } = listener;
  const pages = createFollowerPages((theme) => assetsOf('slides', theme));
  app.get('/assets/reveal-theme/:file', sendRevealTheme);
  app.use('/assets', compressedFiles(clientDir));
  app.use('/assets', express.static(clientDir, { index: false, redirect: false }));
  app.get('/favicon.ico', (_request, response) => {
    response.type('image/svg+xml').send(pageIcon);
  });
  app.get('/', (_request, response) => {
    const names = store.all().map(({ deck }) => deck.name);
    const now = stages.current() ?? (names.length === 1 ? names[0] : undefined);
    if (now !== undefined) return response.redirect(302, `/${encodeURIComponent(now)}/`);
    const items = store
      .all()
      .map(
        ({ deck }) =>
          `<li><a href="/${encodeURIComponent(deck.name)}/">${escapeHtml(deck.settings.title)}</a></li>`,
      );
    return response.send(
      `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Follow</title><ul>${items.join('')}</ul>`,
    );
  });
  app.get('/:deck', (request, response, next) => {
    if (!store.get(request.params.deck) || request.path.endsWith('/')) return next();
    return response.redirect(302, `/${encodeURIComponent(request.params.deck)}/`);
  });
  app.get('/:deck/', async (request, response, next) => {
    const stored = store.get(request.params.deck);
    if (!stored) return next();
    await sendCompressed(request, response, 'html', (await pages(stored)).html);
  });
  app.get('/:deck/{*path}', async (request, response, next) => {
    const stored = store.get(String(request.params.deck ?? ''));
    const path = request.params.path;
    const name = posix.normalize(Array.isArray(path) ? path.join('/') : String(path));
    const found = stored && (await pages(stored)).files.get(name);
    if (!found) return next();
    response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.sendFile(found, { dotfiles: 'deny' });
  });
  app.use((_request, response) => {
    response.status(404).type('text').send('Nothing here.\n');
  });
  app.use(onError);

  return {
    address: `${listener.origin}/`,
    update(deck) {
      const revision = store.get(deck)?.revision ?? '';
      for (const send of readers.get(deck) ?? []) send({ type: 'reload', revision });
    },
    close: listener.close,
  };
}

/** What of a message is an audience's: not the speaker's clock, not how a run differs, nobody's session. */
function forReaders(message: ServerMessage): ServerMessage | undefined {
  if (message.type === 'state') {
    const { drift: _, fallback: __, ...status } = message;
    return status;
  }
  if (message.type === 'stage') return ['timer', 'go'].includes(message.move.kind) ? undefined : message;
  const shown = ['hello', 'output', 'picture', 'staged', 'reload'];
  return shown.includes(message.type) ? message : undefined;
}
