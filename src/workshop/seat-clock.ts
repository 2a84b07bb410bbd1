/** How long a seat is kept for one who does nothing. */
export interface SeatTimes {
  readonly idleMs: number;
  /** For one without an open page. */
  readonly awayMs: number;
  /** The same, while others wait. */
  readonly crowdedAwayMs: number;
}

export interface SeatClockOptions extends SeatTimes {
  /** Whether something runs: then nobody is idle. */
  readonly isBusy: () => boolean;
  /** It ends so soon for want of use; null: it does not, for it was used. */
  readonly onWarning: (endsInMs: number | null) => void;
  readonly onEnd: (why: 'idle' | 'away') => void;
}

/** Tells when a seat has to be given back. */
export interface SeatClock {
  /** It was used: the time until it counts as idle begins anew. */
  touch(): void;
  setAway(away: boolean): void;
  setCrowded(crowded: boolean): void;
  /** The warning that stands, for a page that comes now. */
  warning(): number | null;
  stop(): void;
}

const longestWarningMs = 300_000;

/** Starts the time of a seat that has just been taken. */
export function startSeatClock(options: SeatClockOptions): SeatClock {
  const { idleMs, awayMs, crowdedAwayMs, isBusy, onWarning, onEnd } = options;
  const warningMs = Math.min(idleMs / 4, longestWarningMs);
  let usedAt = performance.now();
  let awayAt: number | undefined;
  let crowded = false;
  let warned = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = () => {
    clearTimeout(timer);
    if (stopped) return;
    const now = performance.now();
    // Looked at again soon: what runs tells when it is done.
    if (isBusy()) usedAt = Math.max(usedAt, now - idleMs + warningMs + Math.min(1000, warningMs));
    // A look that comes late takes nothing off the warning.
    const isDue = !warned && now >= usedAt + idleMs - warningMs;
    if (isDue) usedAt = now - idleMs + warningMs;
    const idleAt = usedAt + idleMs;
    const goneAt =
      awayAt === undefined ? Number.POSITIVE_INFINITY : awayAt + (crowded ? crowdedAwayMs : awayMs);
    if (now >= goneAt) return onEnd('away');
    if (warned && now >= idleAt) return onEnd('idle');
    if (isDue) {
      warned = true;
      onWarning(Math.round(warningMs));
    }
    const next = Math.min(goneAt, warned ? idleAt : idleAt - warningMs);
    timer = setTimeout(look, Math.max(1, next - now));
  };
  look();
  return {
    touch() {
      usedAt = performance.now();
      if (warned) onWarning(null);
      warned = false;
      look();
    },
    setAway(away) {
      if (away === (awayAt !== undefined)) return;
      awayAt = away ? performance.now() : undefined;
      look();
    },
    setCrowded(now) {
      crowded = now;
      look();
    },
    warning: () => (warned ? Math.max(0, Math.round(usedAt + idleMs - performance.now())) : null),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
