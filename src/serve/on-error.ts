import type { ErrorRequestHandler } from 'express';
import { messageOf } from '../errors.ts';

/** The last of a listener's handlers: who asks is told that something failed, and not what. */
export const onError: ErrorRequestHandler = (error, _request, response, _next) => {
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
