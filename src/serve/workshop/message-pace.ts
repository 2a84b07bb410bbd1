/** Messages that may come at once, and each second on top of that. */
export interface Pace {
  readonly burst: number;
  readonly perSecond: number;
}

/** More than a person presses and types. */
export const pageOfPeople: Pace = { burst: 200, perSecond: 50 };

/** Tells for each message whether it comes too fast. */
export function createPace(
  { burst, perSecond }: Pace,
  now: () => number = () => performance.now(),
): () => boolean {
  let left = burst;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + ((time - at) / 1000) * perSecond);
    at = time;
    left -= 1;
    return left < 0;
  };
}
