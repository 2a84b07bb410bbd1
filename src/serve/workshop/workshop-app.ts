import type { IncomingMessage } from 'node:http';
import { posix } from 'node:path';
import express, { type Express } from 'express';
import { clientDir } from '../../environment/places.ts';
import { pageIcon } from '../../render/page-icon.ts';
import { renderWorkshopIndex } from '../../render/workshop-index.ts';
import { phrasesOf } from '../../words/words.ts';
import { assetsOf } from '../app.ts';
import { compressedFiles, sendCompressed } from '../compressed.ts';
import { noSuchPage, sendDeckFile, sendRecord } from '../deck-routes.ts';
import type { DeckStore } from '../deck-store.ts';
import { onError } from '../on-error.ts';
import { createPlainApp } from '../plain-app.ts';
import type { VisitorCookie } from './visitor-cookie.ts';
import { sendWork } from './work-download.ts';
import type { Workplaces } from './workplaces.ts';
import { createWorkshopPages } from './workshop-page.ts';

export interface WorkshopAppOptions {
  readonly store: DeckStore;
  readonly allowsHost: (request: IncomingMessage) => boolean;
  readonly cookie: VisitorCookie;
  readonly workplaces: Workplaces;
}

/** The pages of a workshop and their files. What changes anything goes over the sockets, not through here. */
export function createWorkshopApp({ store, allowsHost, cookie, workplaces }: WorkshopAppOptions): Express {
  const app = createPlainApp(allowsHost, 'This server does not answer to that name.');
  app.use('/assets', compressedFiles(clientDir));
  app.use('/assets', express.static(clientDir, { index: false, redirect: false }));
  app.get('/favicon.ico', (_request, response) => {
    response.type('image/svg+xml').send(pageIcon);
  });
  app.get('/', async (_request, response) => {
    await store.ready();
    const decks = store.all().map(({ deck: { name, settings } }) => {
      const { title, lang, about } = settings;
      return { name, title, lang, description: about.description };
    });
    const [only, other] = decks;
    if (only && !other) return response.redirect(302, addressOf(only.name));
    return response.send(renderWorkshopIndex(decks, assetsOf('index')));
  });
  app.use('/:deck', async (request, _response, next) => {
    await store.ready(request.params.deck);
    next();
  });
  app.get(['/:deck', '/:deck/'], (request, response, next) => {
    const name = String(request.params.deck ?? '');
    if (!store.get(name)) return next();
    return response.redirect(302, addressOf(name));
  });
  const pages = createWorkshopPages();
  app.get('/:deck/article', async (request, response, next) => {
    const stored = store.get(request.params.deck);
    if (!stored) return next();
    response.set('Set-Cookie', cookie.header(request));
    await sendCompressed(request, response, 'html', await pages.page(stored));
  });
  app.get('/:deck/article/changes', async (request, response, next) => {
    const stored = store.get(request.params.deck);
    const changes = stored && (await pages.changes(stored, String(request.query.since)));
    if (!changes) return next();
    await sendCompressed(request, response, 'json', JSON.stringify(changes));
  });
  app.get('/:deck/outputs/:name', sendRecord(store));
  app.get('/:deck/work.tar', async (request, response, next) => {
    const stored = store.get(request.params.deck);
    if (!stored) return next();
    const { name: deck, settings } = stored.deck;
    const visitor = cookie.visitor(request);
    const { say } = phrasesOf(settings.lang);
    await sendWork(visitor && workplaces.known(visitor, deck), response, { deck, say });
  });
  app.get('/:deck/{*path}', async (request, response, next) => {
    const stored = store.get(String(request.params.deck ?? ''));
    const path = request.params.path;
    const name = posix.normalize(Array.isArray(path) ? path.join('/') : String(path));
    const found = stored && (await pages.files(stored)).get(name);
    if (!found) return next();
    sendDeckFile(response, found);
  });
  app.use(noSuchPage);
  app.use(onError);
  return app;
}

const addressOf = (deck: string): string => `/${encodeURIComponent(deck)}/article`;
