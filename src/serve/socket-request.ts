import type { IncomingMessage } from 'node:http';

/** What a socket is asked to be. */
export interface SocketRequest {
  readonly path: string;
  readonly search: URLSearchParams;
  readonly deck: string;
  /** The byte of a terminal's stream to go on from. */
  readonly since: number;
}

export function readSocketRequest(request: IncomingMessage): SocketRequest {
  // Not by `new URL`: a request may name `//`, which is none.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const search = new URLSearchParams(query);
  const since = Number(search.get('since') ?? '0');
  return {
    path,
    search,
    deck: search.get('deck') ?? '',
    since: Number.isSafeInteger(since) && since > 0 ? since : 0,
  };
}
