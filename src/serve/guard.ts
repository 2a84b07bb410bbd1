import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const cookieName = 'piste-session';

/** What decides whether a request comes from a page of ours. */
export interface Guard {
  /** Value of the `Set-Cookie` header that a page is given. */
  readonly cookie: string;
  /** A name under which we may be asked: against DNS rebinding. */
  allowsHost(request: IncomingMessage): boolean;
  /** Host, an Origin equal to it, and the token: what changes anything needs all three. */
  allowsAction(request: IncomingMessage): boolean;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `address` is where we listen; a name that is not loopback is allowed only when the server was told to bind it. */
export function createGuard(address: { host: string; port: number }): Guard {
  const token = randomBytes(24).toString('base64url');
  const hosts = new Set(loopback);
  const bindsAll = address.host === '0.0.0.0' || address.host === '::';
  if (!bindsAll) hosts.add(address.host.includes(':') ? `[${address.host}]` : address.host);
  const isOurs = (authority: string | undefined): boolean => {
    const [, host = '', port] = authority?.toLowerCase().match(/^(\[[0-9a-f:]+\]|[^:]+):(\d+)$/) ?? [];
    if (Number(port) !== address.port) return false;
    // A number cannot be rebound as a name can: on all interfaces, all addresses are ours.
    return hosts.has(host) || (bindsAll && isIP(host.replace(/^\[|\]$/g, '')) !== 0);
  };
  const allowsHost = (request: IncomingMessage) => isOurs(request.headers.host);
  return {
    // One machine, many servers: cookies do not know ports, so the name carries it.
    cookie: `${cookieName}-${address.port}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    allowsHost,
    allowsAction(request) {
      const { origin, host } = request.headers;
      return (
        allowsHost(request) && origin === `http://${host}` && sameText(tokenOf(request, address.port), token)
      );
    },
  };
}

function tokenOf(request: IncomingMessage, port: number): string {
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
  const name = `${cookieName}-${port}=`;
  return cookies.find((one) => one.startsWith(name))?.slice(name.length) ?? '';
}

/** Compares without telling by its time how much of a guess is right. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
