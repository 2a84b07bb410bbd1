import type { RequestHandler, Response } from 'express';
import { escapeHtml } from '../html/escape.ts';
import type { DeckStore } from './deck-store.ts';

/** Sends a deck's own file. A picture is a picture: an SVG must not run what it carries when it is opened by itself. */
export function sendDeckFile(response: Response, file: string): void {
  response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  response.sendFile(file, { dotfiles: 'deny' });
}

/** Sends what is recorded of a deck's cell, by its key. */
export const sendRecord =
  (store: DeckStore): RequestHandler<{ deck: string; name: string }> =>
  async (request, response, next) => {
    const key = /^([0-9a-f]{32})\.json$/.exec(request.params.name)?.[1];
    const record = key && (await store.get(request.params.deck)?.records.play(key));
    if (!record) return next();
    response.json(record);
  };

/** What is answered where no route has been. */
export const noSuchPage: RequestHandler = (request, response) => {
  response
    .status(404)
    .type('html')
    .send(
      `<!doctype html><title>Not found</title><p>No such page: ${escapeHtml(request.path)}. <a href="/">All decks</a></p>`,
    );
};
