import type { IncomingMessage } from 'node:http';
import express, { type Express } from 'express';
import { securityHeaders } from './security-headers.ts';

/** What every server of ours begins with: it answers to its own names only, and to nothing but `GET` and `HEAD`. */
export function createPlainApp(allowsHost: (request: IncomingMessage) => boolean, refusal: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    if (allowsHost(request)) return next();
    response.status(403).type('text').send(`${refusal}\n`);
  });
  app.use(securityHeaders);
  app.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    response.status(405).set('Allow', 'GET, HEAD').end();
  });
  return app;
}
