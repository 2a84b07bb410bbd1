import type { WebSocket } from 'ws';
import type { Visitor } from '../../workshop/visitors.ts';
import { letGoCode } from '../protocol.ts';

/** Sockets by whose they are, of one kind. */
export interface VisitorSockets {
  /** One more; where that is too many, the one of the visitor's that was opened first has its last word and is let go. */
  add(visitor: Visitor, socket: WebSocket, lastWord?: () => void): void;
}

/** Time to take in what it is told; who does not read is not waited for. */
const partingMs = 2000;

export function createVisitorSockets(most: number): VisitorSockets {
  const all = new Map<Visitor, Map<WebSocket, () => void>>();
  return {
    add(visitor, socket, lastWord = () => {}) {
      const own = all.get(visitor) ?? new Map();
      all.set(visitor, own.set(socket, lastWord));
      socket.on('close', () => {
        own.delete(socket);
        if (own.size === 0 && all.get(visitor) === own) all.delete(visitor);
      });
      const [first] = own;
      if (!first || own.size <= most) return;
      const [oldest, say] = first;
      own.delete(oldest);
      say();
      oldest.close(letGoCode, 'too many pages');
      const parting = setTimeout(() => oldest.terminate(), partingMs).unref();
      oldest.on('close', () => clearTimeout(parting));
    },
  };
}
