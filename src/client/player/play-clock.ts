/** Where a replay is: at `positionMs` when the wall clock showed `asOfMs`, and how fast it has gone on from there. */
export interface PlayClock {
  readonly positionMs: number;
  readonly asOfMs: number;
  readonly speed: number;
  readonly running: boolean;
}

/** The speeds that a replay can have, as multiples of the recorded one. */
export const speeds: readonly number[] = [0.5, 1, 2, 4];

export function startClock(nowMs: number, speed: number): PlayClock {
  return { positionMs: 0, asOfMs: nowMs, speed, running: true };
}

/** The position in ms of the recording. */
export function positionAt(clock: PlayClock, nowMs: number): number {
  return clock.running
    ? clock.positionMs + Math.max(0, nowMs - clock.asOfMs) * clock.speed
    : clock.positionMs;
}

/** The clock with something else about it from now on; what has passed has passed. */
export function changeClock(clock: PlayClock, nowMs: number, change: Partial<PlayClock>): PlayClock {
  return { ...clock, positionMs: positionAt(clock, nowMs), asOfMs: nowMs, ...change };
}

/** How long to wait, in ms of the wall clock, until a position is reached; undefined while it stands still. */
export function waitFor(clock: PlayClock, nowMs: number, positionMs: number): number | undefined {
  if (!clock.running) return undefined;
  return Math.max(0, (positionMs - positionAt(clock, nowMs)) / clock.speed);
}

/** The next speed up (`by` 1) or down (-1); the fastest and the slowest stay. */
export function stepSpeed(speed: number, by: 1 | -1): number {
  return speeds[speeds.indexOf(speed) + by] ?? speed;
}
