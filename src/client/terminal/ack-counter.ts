/** Counts consumed bytes and says when enough have come together to tell the server. */
export interface AckCounter {
  /** Takes up `bytes`; gives back how many to acknowledge now, 0 for none yet. */
  readonly consume: (bytes: number) => number;
  /** What is still untold; to be sent when the stream is quiet. */
  readonly rest: () => number;
}

export function ackCounter(everyBytes = 16 * 1024): AckCounter {
  let untold = 0;
  const take = (): number => {
    const bytes = untold;
    untold = 0;
    return bytes;
  };
  return {
    consume(bytes) {
      untold += bytes;
      return untold >= everyBytes ? take() : 0;
    },
    rest: take,
  };
}
