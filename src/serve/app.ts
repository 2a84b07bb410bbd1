import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { clientDir, revealThemesDir } from '../environment/places.ts';
import { indexEntryOf } from '../render/index-card.ts';
import { pageIcon } from '../render/page-icon.ts';
import { renderIndex } from '../render/render-index.ts';
import { themeWithoutForeignFonts } from '../render/reveal-theme.ts';
import { compressedFiles, sendCompressed } from './compressed.ts';
import { assetPath } from './deck-assets.ts';
import { noSuchPage, sendDeckFile, sendRecord } from './deck-routes.ts';
import type { DeckStore } from './deck-store.ts';
import type { Guard } from './guard.ts';
import { onError } from './on-error.ts';
import { createPageCache } from './page-cache.ts';
import { pageFonts } from './page-fonts.ts';
import { createPlainApp } from './plain-app.ts';

const themeFiles = new Set(existsSync(revealThemesDir) ? readdirSync(revealThemesDir) : []);

export const assetsOf = (page: 'slides' | 'article' | 'index', theme?: string) => ({
  styles: [
    `/assets/${page}.css`,
    ...(page === 'slides' && theme !== undefined && themeFiles.has(`${theme}.css`)
      ? [`/assets/reveal-theme/${theme}.css`]
      : []),
  ],
  scripts: [`/assets/${page}.js`],
  fonts: page === 'index' ? [] : pageFonts(clientDir).map((path) => `/assets/${path}`),
});

/** Sends one of reveal.js' themes. */
export const sendRevealTheme: RequestHandler<{ file: string }> = async (request, response, next) => {
  const { file } = request.params;
  if (!file.endsWith('.css') || !themeFiles.has(file)) return next();
  response.type('css').send(themeWithoutForeignFonts(await readFile(join(revealThemesDir, file), 'utf8')));
};

/** The pages and their files. What changes anything goes over the sockets, not through here. */
export function createApp(options: { store: DeckStore; guard: Guard }): Express {
  const { store, guard } = options;
  const app = createPlainApp(guard.allowsHost, 'This server answers to 127.0.0.1 and localhost only.');
  app.get('/assets/reveal-theme/:file', sendRevealTheme);
  app.use('/assets', compressedFiles(clientDir));
  app.use('/assets', express.static(clientDir, { index: false, redirect: false }));
  app.get('/favicon.ico', (_request, response) => {
    response.type('image/svg+xml').send(pageIcon);
  });
  app.get('/', async (_request, response) => {
    response.set('Set-Cookie', guard.cookie);
    await store.ready();
    const decks = store.all().map((stored) => stored.deck);
    response.send(renderIndex(decks.map(indexEntryOf), { assets: assetsOf('index') }));
  });
  const pages = createPageCache(assetsOf);
  app.use('/:deck', async (request, _response, next) => {
    await store.ready(request.params.deck);
    next();
  });
  app.get('/:deck', (request, response, next) => {
    if (!store.get(request.params.deck)) return next();
    if (!request.path.endsWith('/'))
      return response.redirect(302, `/${encodeURIComponent(request.params.deck)}/`);
    return next();
  });
  app.get(['/:deck/', '/:deck/article'], async (request, response, next) => {
    const stored = store.get(String(request.params.deck ?? ''));
    if (!stored) return next();
    response.set('Set-Cookie', guard.cookie);
    const kind = request.path.endsWith('/article') ? 'article' : 'slides';
    await sendCompressed(request, response, 'html', await pages.page(stored, kind));
  });
  app.get('/:deck/speaker', async (request, response, next) => {
    const stored = store.get(request.params.deck);
    if (!stored) return next();
    response.set('Set-Cookie', guard.cookie);
    const { durationMs } = stored.deck.settings;
    const config = { role: 'speaker', ...(durationMs === undefined ? {} : { durationMs }) };
    await sendCompressed(request, response, 'html', await pages.page(stored, 'slides', config));
  });
  app.get(
    ['/:deck/changes', '/:deck/article/changes', '/:deck/speaker/changes'],
    async (request, response, next) => {
      const stored = store.get(String(request.params.deck ?? ''));
      const kind = request.path.endsWith('/article/changes') ? 'article' : 'slides';
      const changes = stored && (await pages.changes(stored, kind, String(request.query.since)));
      if (!changes) return next();
      await sendCompressed(request, response, 'json', JSON.stringify(changes));
    },
  );
  app.get('/:deck/outputs/:name', sendRecord(store));
  app.get('/:deck/{*path}', async (request, response, next) => {
    const stored = store.get(String(request.params.deck ?? ''));
    const path = request.params.path;
    const found =
      stored && (await assetPath(stored.file, Array.isArray(path) ? path.join('/') : String(path)));
    if (!found) return next();
    sendDeckFile(response, found);
  });
  app.use(noSuchPage);
  app.use(onError);
  return app;
}
