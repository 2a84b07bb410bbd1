/** Says things at most so often; the last one is always said. */
export interface Throttled<T> {
  readonly say: (thing: T) => void;
  /** Says this at once, and nothing that waits. */
  readonly sayNow: (thing: T) => void;
}

export function throttle<T>(everyMs: number, tell: (thing: T) => void): Throttled<T> {
  let waiting: { readonly thing: T } | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const sayNow = (thing: T): void => {
    clearTimeout(resting);
    waiting = undefined;
    resting = setTimeout(() => {
      resting = undefined;
      if (waiting) sayNow(waiting.thing);
    }, everyMs);
    tell(thing);
  };
  return {
    say(thing) {
      if (resting === undefined) sayNow(thing);
      else waiting = { thing };
    },
    sayNow,
  };
}
