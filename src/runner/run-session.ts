import type { Deck } from '../deck/deck.ts';
import type { DeckRecords } from '../records/deck-records.ts';
import type { ChainSnapshots } from '../session/chain-snapshots.ts';
import { type Session, type SessionOptions, startSession } from '../session/session.ts';
import type { PlannedCell } from './plan-deck.ts';

/** What a deck's sessions are made of, and where their states are kept. */
export type RunsOn = Pick<SessionOptions, 'engine' | 'environment'> & { readonly snapshots: ChainSnapshots };

/** What running a chain takes, whatever for. */
export interface ChainWork {
  readonly deck: Deck;
  /** The cells of one chain, in document order. */
  readonly chain: readonly PlannedCell[];
  readonly records: DeckRecords;
  /** Asked for only when something must run. */
  readonly runsOn: () => Promise<RunsOn>;
  readonly signal: AbortSignal;
}

/** A chain's session while its cells run one after the other; another takes its place when it is lost. */
export interface RunSession extends AsyncDisposable {
  /** The session, and whether it has taken the place of one that was lost. */
  get(): Promise<{ readonly session: Session; readonly isAnother: boolean }>;
}

export function openRunSession(
  deck: Deck,
  { engine, environment: base }: RunsOn,
  restore?: SessionOptions['restore'],
): RunSession {
  let session: Session | undefined;
  let started = 0;
  return {
    async get() {
      if (!session) {
        const { limits, environment } = deck.settings;
        const one = await startSession({
          engine,
          environment: base,
          limits,
          containers: environment.containers,
          ...(restore && started === 0 ? { restore } : {}),
        });
        session = one;
        started++;
        void one.ended.then(() => {
          if (session === one) session = undefined;
        });
      }
      return { session, isAnother: started > 1 };
    },
    async [Symbol.asyncDispose]() {
      await session?.stop();
    },
  };
}
