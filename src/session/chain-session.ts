import { type ChainTrack, createChainTrack } from './chain-track.ts';
import type { Session, SessionOptions } from './session.ts';

export interface ChainSessionOptions {
  readonly start: (restore?: SessionOptions['restore']) => Promise<Session>;
  readonly idleMs: number;
  /** Whether it is in use though nothing was asked of it lately. */
  readonly isBusy: () => boolean;
  /** It is gone, for whatever reason. */
  readonly onLost: () => void;
  readonly onIdle: () => void;
  readonly onTouched: (touched: boolean) => void;
}

/** A chain's session: started when it is first needed, ended when it was idle for long, and whether keys name its state. */
export interface ChainSession {
  readonly track: ChainTrack;
  isOpen(): boolean;
  /** Whether somebody has typed something into it that no key knows of. */
  touched(): boolean;
  /** Somebody has. */
  typed(): void;
  /** The session; `restore` is what a fresh one begins with. Rejects as `startSession` does. */
  current(restore?: SessionOptions['restore']): Promise<Session>;
  /** It was used: the time until it counts as idle begins anew. */
  touch(): void;
  end(): Promise<void>;
  /** Ends it, and starts no other. */
  close(): Promise<void>;
}

export function createChainSession(options: ChainSessionOptions): ChainSession {
  const track = createChainTrack();
  let session: Promise<Session> | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;
  let isTouched = false;

  const setTouched = (touched: boolean) => {
    if (touched !== isTouched) options.onTouched(touched);
    isTouched = touched;
  };
  const lose = () => {
    session = undefined;
    track.start('');
    options.onLost();
    setTouched(false);
  };
  const end = async (): Promise<void> => {
    const live = session;
    lose();
    await live?.then((one) => one.stop()).catch(() => undefined);
  };
  const touch = () => {
    if (idleTimer) clearTimeout(idleTimer);
    if (closed) return;
    idleTimer = setTimeout(() => {
      if (options.isBusy()) return touch();
      if (session) void end().then(options.onIdle);
    }, options.idleMs);
    idleTimer.unref();
  };

  return {
    track,
    isOpen: () => session !== undefined,
    touched: () => isTouched,
    typed() {
      track.leave();
      setTouched(true);
    },
    current(restore) {
      if (closed) return Promise.reject(new Error('the deck is closed'));
      touch();
      if (session) return session;
      const started = options.start(restore);
      session = started;
      started.then(
        (live) => live.ended.then(() => session === started && lose()),
        () => {
          session = undefined;
        },
      );
      return started;
    },
    touch,
    end,
    async close() {
      closed = true;
      if (idleTimer) clearTimeout(idleTimer);
      await end();
    },
  };
}
