import type { RequestListener, Server } from 'node:http';
import { createAddressCount } from './address-count.ts';

/** Connections of any kind that may be open, and of them those from one address: pages' files come by some each. */
const mostConnections = 4000;
const mostFromAddress = 1600;
/** Requests on one connection: a browser opens another; who sends thousands in a row has the rest of them refused. */
const mostRequests = 200;
/** A connection on which nothing moves, either way; it does not hold for sockets, which are asked by a ping. */
const stillMs = 120_000;

/** Requests from one address, sockets among them, in so long: forty who load a page together ask for a fifth of it. */
const mostInSpan = 4000;
const spanMs = 10_000;

/** Tells of each request of an address whether it is too many. */
export function createAddressPace(now: () => number = () => performance.now()): (address: string) => boolean {
  const counts = new Map<string, number>();
  let began = now();
  return (address) => {
    if (now() - began > spanMs) {
      counts.clear();
      began = now();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count > mostInSpan;
  };
}

/** The same, but for those that are too many. */
export const paced =
  (isTooFast: (address: string) => boolean, listener: RequestListener): RequestListener =>
  (request, response) => {
    if (!isTooFast(request.socket.remoteAddress ?? '')) return listener(request, response);
    response.writeHead(429, { Connection: 'close', 'Retry-After': '10' }).end();
  };

/** Keeps a server from being filled with connections that only stand there. */
export function careForConnections(http: Server): void {
  http.maxConnections = mostConnections;
  http.maxRequestsPerSocket = mostRequests;
  http.timeout = stillMs;
  const addresses = createAddressCount(mostFromAddress);
  http.on('connection', (connection) => {
    const from = connection.remoteAddress ?? '';
    if (addresses.isFull(from)) return connection.destroy();
    connection.once('close', addresses.add(from));
  });
}
