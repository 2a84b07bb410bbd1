import { atMost } from '../../at-most.ts';
import type { Machinery } from '../../session/live-deck.ts';
import type { Progress } from '../../workshop/progress.ts';
import type { SeatTimes } from '../../workshop/seat-clock.ts';
import type { Seats } from '../../workshop/seats.ts';
import type { Visitor } from '../../workshop/visitors.ts';
import { createWorkplace, type Workplace } from '../../workshop/workplace.ts';
import type { DeckStore } from '../deck-store.ts';

export interface WorkplacesOptions {
  readonly store: DeckStore;
  readonly machinery: () => Promise<Machinery>;
  readonly seats: Seats;
  readonly progress: Progress;
  readonly times: Omit<SeatTimes, 'idleMs'>;
}

/** What visitors have of decks, for as long as they look at it or something of it runs. */
export interface Workplaces {
  /** Undefined where there is no such deck. */
  of(visitor: Visitor, deck: string): Workplace | undefined;
  /** The one that is there, if it is. */
  known(visitor: Visitor, deck: string): Workplace | undefined;
  /** A deck has changed. */
  update(deck: string): void;
  readonly count: number;
  close(): Promise<void>;
}

/** Sessions that start at a time: more would be slower for all. */
const startsAtOnce = 2;

export function createWorkplaces(options: WorkplacesOptions): Workplaces {
  const { store, machinery, seats, progress, times } = options;
  const all = new Map<string, { readonly deck: string; readonly place: Workplace }>();
  const ending = new Set<Promise<void>>();
  const starting = atMost(startsAtOnce);
  let isClosed = false;
  const keyOf = (visitor: Visitor, deck: string) => `${visitor} ${deck}`;
  const forget = (key: string) => {
    const known = all.get(key);
    if (!known) return;
    all.delete(key);
    const end = known.place.close().finally(() => ending.delete(end));
    ending.add(end);
  };
  return {
    known: (visitor, deck) => all.get(keyOf(visitor, deck))?.place,
    of(visitor, deck) {
      const key = keyOf(visitor, deck);
      const known = all.get(key);
      if (known) return known.place;
      const stored = store.get(deck);
      if (!stored || isClosed) return undefined;
      const { records } = stored;
      const place = createWorkplace({
        ...{ visitor, deck: stored.deck, records, machinery, starting, seats, progress, times },
        onEmpty: () => forget(key),
      });
      all.set(key, { deck, place });
      return place;
    },
    update(deck) {
      const stored = store.get(deck);
      if (!stored) return;
      for (const one of all.values()) if (one.deck === deck) one.place.update(stored);
    },
    get count() {
      return all.size;
    },
    async close() {
      isClosed = true;
      for (const key of [...all.keys()]) forget(key);
      await Promise.all(ending);
    },
  };
}
