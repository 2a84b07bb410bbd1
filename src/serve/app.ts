import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { projectDir } from '../environment/places.ts';
import { messageOf } from '../errors.ts';
import { escapeHtml } from '../html/escape.ts';
import { renderArticle } from '../render/render-article.ts';
import { renderIndex } from '../render/render-index.ts';
import { renderSlides } from '../render/render-slides.ts';
import { assetPath } from './deck-assets.ts';
import type { DeckStore, StoredDeck } from './deck-store.ts';
import type { Guard } from './guard.ts';
import { securityHeaders } from './security-headers.ts';

const clientDir = join(projectDir, 'dist', 'client');
const revealThemes = join(projectDir, 'node_modules', 'reveal.js', 'dist', 'theme');
const themeFiles = new Set(existsSync(revealThemes) ? readdirSync(revealThemes) : []);

const assetsOf = (page: 'slides' | 'article' | 'index', theme?: string) => ({
  styles: [
    `/assets/${page}.css`,
    ...(page === 'slides' && theme !== undefined && themeFiles.has(`${theme}.css`)
      ? [`/assets/reveal-theme/${theme}.css`]
      : []),
  ],
  scripts: [`/assets/${page}.js`],
});

/** A run down a mountain, as small as it gets. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14202b"/><path d="M4 25 13 9l5 8 3-4 7 12z" fill="#f4f1ea"/><path d="M13 9c3 5-3 7 1 10s-1 4 1 6" fill="none" stroke="#c2561f" stroke-width="2"/></svg>';

/** The pages and their files. What changes anything goes over the sockets, not through here. */
export function createApp(options: { store: DeckStore; guard: Guard }): Express {
  const { store, guard } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    if (guard.allowsHost(request)) return next();
    response.status(403).type('text').send('This server answers to 127.0.0.1 and localhost only.\n');
  });
  app.use(securityHeaders);
  app.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    response.status(405).set('Allow', 'GET, HEAD').end();
  });
  app.use('/assets/reveal-theme', express.static(revealThemes, { index: false, redirect: false }));
  app.use('/assets', express.static(clientDir, { index: false, redirect: false }));
  app.get('/favicon.ico', (_request, response) => {
    response.type('image/svg+xml').send(icon);
  });
  app.get('/', (_request, response) => {
    response.set('Set-Cookie', guard.cookie);
    const decks = store.all().map((stored) => stored.deck);
    response.send(renderIndex(decks, { assets: assetsOf('index') }));
  });
  const pages = createPageCache();
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
    response.send(await pages(stored, request.path.endsWith('/article') ? 'article' : 'slides'));
  });
  app.get('/:deck/outputs/:name', async (request, response, next) => {
    const key = /^([0-9a-f]{32})\.json$/.exec(request.params.name)?.[1];
    const record = key && (await store.get(request.params.deck)?.records.play(key));
    if (!record) return next();
    response.json(record);
  });
  app.get('/:deck/{*path}', async (request, response, next) => {
    const stored = store.get(String(request.params.deck ?? ''));
    const path = request.params.path;
    const found =
      stored && (await assetPath(stored.file, Array.isArray(path) ? path.join('/') : String(path)));
    if (!found) return next();
    // A picture of a deck's is a picture: an SVG must not run what it carries when it is opened by itself.
    response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.sendFile(found, { dotfiles: 'deny' });
  });
  app.use((request, response) => {
    response
      .status(404)
      .type('html')
      .send(
        `<!doctype html><title>Not found</title><p>No such page: ${escapeHtml(request.path)}. <a href="/">All decks</a></p>`,
      );
  });
  app.use(onError);
  return app;
}

/** Renders a page once for each revision of its deck. */
function createPageCache(): (stored: StoredDeck, page: 'slides' | 'article') => Promise<string> {
  const cache = new Map<string, { revision: string; html: Promise<string> }>();
  return (stored, page) => {
    const key = `${stored.deck.name}/${page}`;
    const cached = cache.get(key);
    if (cached?.revision === stored.revision) return cached.html;
    const { theme } = stored.deck.settings;
    const render = page === 'slides' ? renderSlides : renderArticle;
    const html = render(stored.deck, {
      assets: assetsOf(page, theme),
      config: { revision: stored.revision },
      records: stored.records,
    });
    cache.set(key, { revision: stored.revision, html });
    return html;
  };
}

const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  if (isBadRequest(error)) return response.status(400).type('text').send('Not an address of this server.\n');
  process.stderr.write(`piste: ${error instanceof Error ? error.stack : messageOf(error)}\n`);
  if (response.headersSent) return response.destroy();
  response
    .status(500)
    .type('text')
    .send('Piste failed to make this page; the terminal that runs it says why.\n');
};

/** An address that does not decode, as express says it. */
const isBadRequest = (error: unknown) => error instanceof Error && 'status' in error && error.status === 400;
