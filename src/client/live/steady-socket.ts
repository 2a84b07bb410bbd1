import { letGoCode } from '../../serve/protocol.ts';
import { backoffMs } from './backoff.ts';

/** What a steady socket tells its owner. */
export interface SocketEvents {
  /** The address of the next try; asked anew each time, for it may carry how far we got. */
  readonly address: () => URL;
  readonly opened: () => void;
  /** The connection is gone and is being tried again. */
  readonly dropped: () => void;
  readonly text: (text: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
}

/** A WebSocket that comes back by itself. */
export interface SteadySocket {
  /** False when there is no connection just now: nothing is kept for later. */
  readonly send: (data: string | Uint8Array<ArrayBuffer>) => boolean;
  readonly close: () => void;
}

/** One that has been let go waits to be turned to, or for the others to be gone. */
const restMs = 600_000;

export function openSteadySocket(events: SocketEvents): SteadySocket {
  let socket: WebSocket | undefined;
  let attempt = 0;
  let timer: number | undefined;
  let closed = false;
  let wasOpen = true;

  const connect = (): void => {
    window.clearTimeout(timer);
    timer = undefined;
    wasOpen = false;
    const current = new WebSocket(events.address());
    socket = current;
    current.binaryType = 'arraybuffer';
    current.onopen = () => {
      attempt = 0;
      wasOpen = true;
      events.opened();
    };
    current.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') events.text(data);
      else if (data instanceof ArrayBuffer) events.bytes(new Uint8Array(data));
    };
    current.onclose = ({ code }) => {
      if (closed || socket !== current) return;
      socket = undefined;
      events.dropped();
      const waitMs = code === letGoCode ? restMs : backoffMs(attempt++, Math.random());
      timer = window.setTimeout(retry, waitMs);
    };
  };
  const retry = async (): Promise<void> => {
    window.clearTimeout(timer);
    timer = undefined;
    if (!wasOpen) await askForPage();
    if (!closed) connect();
  };
  // A laptop that wakes up should not wait out a long back-off.
  const hurry = (): void => {
    if (timer !== undefined && document.visibilityState === 'visible') void retry();
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  connect();

  return {
    send(data) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(data);
      return true;
    },
    close() {
      closed = true;
      window.clearTimeout(timer);
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      socket?.close();
    },
  };
}

const longestAskMs = 4000;

/** A server that has begun anew knows no cookie of before, and refuses: with its page comes the one that it takes. */
async function askForPage(): Promise<void> {
  const signal = AbortSignal.timeout(longestAskMs);
  await fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store', signal }).catch(() => undefined);
}

/** The address of one of the server's sockets, `wss:` where the page came by https. */
export function socketAddress(path: string, query: Readonly<Record<string, string>>): URL {
  const address = new URL(path, window.location.href);
  address.protocol = window.location.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = new URLSearchParams(query).toString();
  address.hash = '';
  return address;
}
