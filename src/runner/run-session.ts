import type { Deck } from '../deck/deck.ts';
import type { DeckRecords } from '../records/deck-records.ts';
import type { ChainSnapshots } from '../session/chain-snapshots.ts';
import type { ChainTrack } from '../session/chain-track.ts';
import { type Session, type SessionOptions, startSession } from '../session/session.ts';
import type { PlannedCell } from './plan-deck.ts';
import { type CellRun, runCell } from './run-cell.ts';

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

/** A cell that has run in its chain. */
export interface ChainCellRun extends CellRun {
  readonly session: Session;
  /** Whether it ran on what the cells before it leave, and on nothing else. */
  readonly inPlace: boolean;
}

/**
 * Runs a cell of a chain. A check gets a session of its own that begins with the chain's state, for nothing that it makes
 * may stay; where that state is not kept it runs in the chain's, and no key names what that is from then on.
 */
export async function runInChain(
  one: PlannedCell,
  chain: {
    readonly sessions: RunSession;
    readonly track: ChainTrack;
    readonly deck: Deck;
    readonly on: RunsOn;
  },
  options: Parameters<typeof runCell>[2],
): Promise<ChainCellRun> {
  const { sessions, track, deck, on } = chain;
  const { session, isAnother } = await sessions.get();
  if (isAnother) track.leave();
  const here = { session, inPlace: track.fits(one) };
  if (one.cell.kind !== 'check') return { ...(await runCell(session, one, options)), ...here };
  const restore = track.at ? await on.snapshots.restoreOf(track.at) : undefined;
  if (track.at === undefined || (track.at !== '' && !restore)) {
    const run = await runCell(session, one, options);
    track.leave();
    return { ...run, ...here };
  }
  await using aside = openRunSession(deck, on, restore);
  return { ...(await runCell((await aside.get()).session, one, options)), ...here };
}
