import type { RequestHandler, Response } from 'express';
import { escapeHtml } from '../html/escape.ts';

/** Sends a deck's own file. A picture is a picture: an SVG must not run what it carries when it is opened by itself. */
export function sendDeckFile(response: Response, file: string): void {
  response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  response.sendFile(file, { dotfiles: 'deny' });
}

/** What is answered where no route has been. */
export const noSuchPage: RequestHandler = (request, response) => {
  response
    .status(404)
    .type('html')
    .send(
      `<!doctype html><title>Not found</title><p>No such page: ${escapeHtml(request.path)}. <a href="/">All decks</a></p>`,
    );
};
