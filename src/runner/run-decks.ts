import { availableParallelism } from 'node:os';
import type { Deck } from '../deck/deck.ts';
import type { Machinery } from '../session/live-deck.ts';
import type { CellLine } from './cell-line.ts';
import { checkChain } from './check-chain.ts';
import { inOrder } from './in-order.ts';
import { type OpenDeck, plannedChains } from './open-decks.ts';
import { runChain } from './run-chain.ts';
import type { RunsOn } from './run-session.ts';
import { writeLocks } from './write-locks.ts';

export interface RunDecksOptions {
  readonly decks: readonly OpenDeck[];
  /** Found only when something must run. */
  readonly machinery: () => Promise<Machinery>;
  readonly signal: AbortSignal;
  readonly onLine: (line: CellLine) => void;
}

/** Runs what is not recorded of the decks, chains side by side, records it and writes their locks. */
export async function runDecks(options: RunDecksOptions & { readonly withOutputs: boolean }): Promise<void> {
  const { signal, withOutputs } = options;
  try {
    await allChains(options, (open, chain) =>
      runChain({ ...open, chain, signal, withOutputs, runsOn: () => runsOn(options.machinery, open.deck) }),
    );
  } finally {
    await writeLocks(options.decks);
  }
}

/** Runs every cell of the decks afresh, chains side by side, and compares; with `update` the records are renewed. */
export async function checkDecks(
  options: RunDecksOptions & { readonly update: boolean; readonly normalise: readonly string[] },
): Promise<void> {
  const { signal, update, normalise } = options;
  try {
    await allChains(options, (open, chain) =>
      checkChain({
        ...open,
        chain,
        signal,
        update,
        normalise,
        runsOn: () => runsOn(options.machinery, open.deck),
      }),
    );
  } finally {
    if (update) await writeLocks(options.decks);
  }
}

async function allChains(
  { decks, onLine }: RunDecksOptions,
  chainOf: (open: OpenDeck, chain: OpenDeck['cells']) => AsyncIterable<CellLine>,
): Promise<void> {
  const tasks = decks.flatMap((open) => plannedChains(open.cells).map((chain) => () => chainOf(open, chain)));
  await inOrder(tasks, availableParallelism(), onLine);
}

async function runsOn(machinery: () => Promise<Machinery>, deck: Deck): Promise<RunsOn> {
  const { engine, snapshots, environmentOf } = await machinery();
  return { engine, snapshots, environment: await environmentOf(deck) };
}
