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

/** The value of a cookie; empty where there is none. */
export function cookieOf(request: IncomingMessage, name: string): string {
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
  return cookies.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a request asks for one of our names: loopback, or the address that the server was told to bind. */
export function createHostCheck(address: {
  readonly host: string;
  readonly port: number;
}): (request: IncomingMessage) => boolean {
  const hosts = new Set(loopback);
  const bindsAll = address.host === '0.0.0.0' || address.host === '::';
  if (!bindsAll) hosts.add(address.host.includes(':') ? `[${address.host}]` : address.host);
  const isOurs = (authority: string | undefined): boolean => {
    const [, host = '', port] = authority?.toLowerCase().match(/^(\[[0-9a-f:]+\]|[^:]+):(\d+)$/) ?? [];
    if (Number(port) !== address.port) return false;
    // A number cannot be rebound as a name can: on all interfaces, all addresses are ours.
    return hosts.has(host) || (bindsAll && isIP(host.replace(/^\[|\]$/g, '')) !== 0);
  };
  return (request) => isOurs(request.headers.host);
}

/** `address` is where we listen. */
export function createGuard(address: { readonly host: string; readonly port: number }): Guard {
  const token = randomBytes(24).toString('base64url');
  const allowsHost = createHostCheck(address);
  const name = `${cookieName}-${address.port}`;
  return {
    // One machine, many servers: cookies do not know ports, so the name carries it.
    cookie: `${name}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    allowsHost,
    allowsAction(request) {
      const { origin, host } = request.headers;
      return allowsHost(request) && origin === `http://${host}` && sameText(cookieOf(request, name), token);
    },
  };
}

/** Compares without telling by its time how much of a guess is right. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
