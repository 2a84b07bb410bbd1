import type { IncomingMessage } from 'node:http';
import { newToken, type Visitor, visitorOf } from '../../workshop/visitors.ts';
import { cookieOf } from '../guard.ts';

const rememberSeconds = 30 * 86_400;

/** How a visitor is known again. */
export interface VisitorCookie {
  /** Undefined for a browser that has no token of ours. */
  visitor(request: IncomingMessage): Visitor | undefined;
  /** What a page is sent with: the token that its browser has, for another 30 days, or a new one. */
  header(request: IncomingMessage): string;
}

/** One machine, many servers: cookies do not know ports, so the name carries it. */
export function createVisitorCookie(port: number): VisitorCookie {
  const name = `piste-visitor-${port}`;
  const tokenIn = (request: IncomingMessage) => cookieOf(request, name);
  return {
    visitor: (request) => visitorOf(tokenIn(request)),
    header(request) {
      const token = visitorOf(tokenIn(request)) === undefined ? newToken() : tokenIn(request);
      // Lax: one who comes back by a link in a mail is not to be taken for another, who would take the place of the first.
      // It goes with no frame, script or socket of another site's.
      return `${name}=${token}; Path=/; Max-Age=${rememberSeconds}; HttpOnly; SameSite=Lax`;
    },
  };
}
