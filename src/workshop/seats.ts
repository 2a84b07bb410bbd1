/** Where somebody is: without a seat, in the line for one (from 1, of all who wait), or seated. */
export type SeatPlace =
  | { readonly state: 'none' }
  | { readonly state: 'waiting'; readonly position: number; readonly of: number }
  | { readonly state: 'ready' };

/** One visitor's right to have sessions. */
export interface Seat {
  place(): SeatPlace;
  /** Takes a free one, or gets in line; true when it is there, false when it was left before. */
  take(): Promise<boolean>;
  /** Gives it back when `ended` has settled, or leaves the line. */
  leave(ended?: Promise<unknown>): void;
}

/** The seats of a machine: so many and no more, for whoever came first. */
export interface Seats {
  readonly most: number;
  /** A seat-to-be; `onPlace` is told of each change of its place. */
  open(onPlace: (place: SeatPlace) => void): Seat;
  waiting(): number;
  /** Told whenever somebody begins to wait where nobody did (true), or nobody waits any more. */
  onCrowd(listener: (crowded: boolean) => void): () => void;
}

interface Waiter {
  readonly onPlace: (place: SeatPlace) => void;
  readonly settle: (seated: boolean) => void;
}

/** Seats in one process; a line over several machines would be another implementation of the same. */
export function createSeats(most: number): Seats {
  let taken = 0;
  let line: readonly Waiter[] = [];
  const crowdListeners = new Set<(crowded: boolean) => void>();

  const placeOf = (waiter: Waiter): SeatPlace => ({
    state: 'waiting',
    position: line.indexOf(waiter) + 1,
    of: line.length,
  });
  const setLine = (next: readonly Waiter[]) => {
    const was = line.length > 0;
    line = next;
    for (const waiter of line) waiter.onPlace(placeOf(waiter));
    if (was !== line.length > 0) for (const listener of crowdListeners) listener(line.length > 0);
  };
  const seatNext = () => {
    const [first, ...others] = line;
    if (!first || taken >= most) return;
    taken++;
    setLine(others);
    first.settle(true);
    seatNext();
  };

  return {
    most,
    waiting: () => line.length,
    onCrowd(listener) {
      crowdListeners.add(listener);
      return () => crowdListeners.delete(listener);
    },
    open(onPlace) {
      let seated = false;
      let mine: { readonly waiter: Waiter; readonly seat: Promise<boolean> } | undefined;
      return {
        place: () => (seated ? { state: 'ready' } : mine ? placeOf(mine.waiter) : { state: 'none' }),
        async take() {
          if (seated) return true;
          if (mine) return mine.seat;
          if (taken < most && line.length === 0) {
            taken++;
            seated = true;
            onPlace({ state: 'ready' });
            return true;
          }
          let settle: (came: boolean) => void = () => {};
          const seat = new Promise<boolean>((done) => {
            settle = done;
          });
          const waiter: Waiter = {
            onPlace,
            settle(came) {
              mine = undefined;
              seated = came;
              if (came) onPlace({ state: 'ready' });
              settle(came);
            },
          };
          mine = { waiter, seat };
          setLine([...line, waiter]);
          return seat;
        },
        leave(ended = Promise.resolve()) {
          if (mine) {
            const { waiter } = mine;
            waiter.settle(false);
            setLine(line.filter((one) => one !== waiter));
            onPlace({ state: 'none' });
          }
          if (!seated) return;
          seated = false;
          onPlace({ state: 'none' });
          const free = () => {
            taken--;
            seatNext();
          };
          void ended.then(free, free);
        },
      };
    },
  };
}
