import type { KeptState } from './chain-snapshots.ts';
import { type ChainTrack, createChainTrack } from './chain-track.ts';
import type { Session, SessionOptions } from './session.ts';

export interface ChainSessionOptions {
  readonly start: (restore?: SessionOptions['restore']) => Promise<Session>;
  /** `Infinity`: whoever opened the chain ends it. */
  readonly idleMs: number;
  /** Whether it is in use though nothing was asked of it lately. */
  readonly isBusy: () => boolean;
  /** It is gone, for whatever reason. */
  readonly onLost: () => void;
  readonly onIdle: () => void;
  readonly onTouched: (touched: boolean) => void;
}

/** One session of a chain, from its start to its end, with what is true of it alone. */
export interface ChainLife {
  readonly session: Promise<Session>;
  /** Whether keys name its state. */
  readonly track: ChainTrack;
  /** The cells that it has in it. */
  readonly ran: Set<string>;
  /** What it began with. */
  readonly from: KeptState | undefined;
}

/** A chain's sessions, one after the other: started when first needed, ended when idle for long. */
export interface ChainSession {
  /** The present one. */
  life(): ChainLife | undefined;
  /** The present one, else a fresh one; `from` is what that begins with. Throws when closed. */
  open(from?: KeptState): ChainLife;
  /** Whether somebody has typed something into it that no key knows of. */
  touched(): boolean;
  /** Somebody has. */
  typed(): void;
  /** It was used: the time until it counts as idle begins anew. */
  touch(): void;
  end(): Promise<void>;
  /** Ends it, and starts no other. */
  close(): Promise<void>;
}

export function createChainSession(options: ChainSessionOptions): ChainSession {
  let life: ChainLife | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;
  let isTouched = false;

  const setTouched = (touched: boolean) => {
    if (touched !== isTouched) options.onTouched(touched);
    isTouched = touched;
  };
  const lose = () => {
    life = undefined;
    options.onLost();
    setTouched(false);
  };
  const end = async (): Promise<void> => {
    const ending = life;
    lose();
    await ending?.session.then((one) => one.stop()).catch(() => undefined);
  };
  const touch = () => {
    if (idleTimer) clearTimeout(idleTimer);
    // A timer takes no such time: it would be over at once.
    if (closed || options.idleMs === Infinity) return;
    idleTimer = setTimeout(() => {
      if (options.isBusy()) return touch();
      if (life) void end().then(options.onIdle);
    }, options.idleMs);
    idleTimer.unref();
  };

  return {
    life: () => life,
    open(from) {
      if (closed) throw new Error('the deck is closed');
      touch();
      if (life) return life;
      const fresh: ChainLife = {
        session: options.start(from?.restore),
        track: createChainTrack(from?.key ?? ''),
        ran: new Set(from?.cells.map(({ cell }) => cell.id)),
        from,
      };
      life = fresh;
      fresh.session.then(
        (live) => live.ended.then(() => life === fresh && lose()),
        () => {
          if (life === fresh) life = undefined;
        },
      );
      return fresh;
    },
    touched: () => isTouched,
    typed() {
      life?.track.leave();
      setTouched(true);
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
