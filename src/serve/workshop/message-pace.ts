/** Messages that may come at once, and each second on top of that: more than a person types. */
const burst = 200;
const perSecond = 50;

/** Tells for each message whether it comes too fast. */
export function createPace(now: () => number = () => performance.now()): () => boolean {
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
