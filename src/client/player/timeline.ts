/** When each step of a replay is due, in ms from its beginning, and when all of it is over. */
export interface Timeline {
  readonly stepsMs: readonly number[];
  readonly lengthMs: number;
}

/** The timeline of steps that came at `stepsMs` of a run of `durationMs`; no silence lasts longer than `silenceMs`. */
export function timelineOf(
  stepsMs: readonly number[],
  durationMs: number,
  silenceMs = Number.POSITIVE_INFINITY,
): Timeline {
  let was = 0;
  let now = 0;
  const pass = (at: number): number => {
    now += Math.min(Math.max(0, at - was), silenceMs);
    was = Math.max(was, at);
    return now;
  };
  const steps = stepsMs.map(pass);
  return { stepsMs: steps, lengthMs: pass(durationMs) };
}

/** How many steps have come at a position. */
export function stepsBy({ stepsMs }: Timeline, positionMs: number): number {
  const next = stepsMs.findIndex((at) => at > positionMs);
  return next < 0 ? stepsMs.length : next;
}

/** The same moment on another timeline of the same steps. */
export function samePlace(from: Timeline, to: Timeline, positionMs: number): number {
  const count = stepsBy(from, positionMs);
  const since = positionMs - (from.stepsMs[count - 1] ?? 0);
  const begin = to.stepsMs[count - 1] ?? 0;
  return Math.min(begin + since, to.stepsMs[count] ?? to.lengthMs);
}
