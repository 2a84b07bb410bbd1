/** A talk's clock. `since`, on the clock of whoever holds it, is undefined while it stands. */
export interface TalkTimer {
  readonly elapsedMs: number;
  readonly since: number | undefined;
}

/** A timer as it is told to others, whose clocks may differ. */
export interface ToldTimer {
  readonly running: boolean;
  readonly elapsedMs: number;
}

export const newTimer: TalkTimer = { elapsedMs: 0, since: undefined };

export const elapsedOf = ({ elapsedMs, since }: TalkTimer, now: number): number =>
  elapsedMs + (since === undefined ? 0 : Math.max(0, now - since));

export const isUnused = ({ elapsedMs, since }: TalkTimer): boolean => elapsedMs === 0 && since === undefined;

/** Starts it, or goes on. */
export const startTimer = (timer: TalkTimer, now: number): TalkTimer =>
  timer.since === undefined ? { ...timer, since: now } : timer;

export const pauseTimer = (timer: TalkTimer, now: number): TalkTimer => ({
  elapsedMs: elapsedOf(timer, now),
  since: undefined,
});

export const tellTimer = (timer: TalkTimer, now: number): ToldTimer => ({
  running: timer.since !== undefined,
  elapsedMs: Math.round(elapsedOf(timer, now)),
});

export const hearTimer = ({ running, elapsedMs }: ToldTimer, now: number): TalkTimer => ({
  elapsedMs,
  since: running ? now : undefined,
});
