import { createHash, randomBytes } from 'node:crypto';

/** A visitor by the hash of the token that only the visitor's browser has. */
export type Visitor = string & { readonly visitor: unique symbol };

const tokenBytes = 24;
const form = /^[A-Za-z0-9_-]{32}$/;

/** A token of 192 bits, for a browser to keep. */
export const newToken = (): string => randomBytes(tokenBytes).toString('base64url');

/** Whose token it is; undefined for what is none. */
export function visitorOf(token: string): Visitor | undefined {
  if (!form.test(token)) return undefined;
  const hash = createHash('sha256').update(token).digest('base64url');
  return isVisitor(hash) ? hash : undefined;
}

const isVisitor = (hash: string): hash is Visitor => hash.length === 43;
