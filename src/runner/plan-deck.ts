import { type ChainBase, type KeyedCell, keysOfDeck, leavesState, limitsPart } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';
import type { DeckRecords } from '../records/deck-records.ts';

/** A cell and what is to become of it: it is known, it must run, or it is never recorded. */
export interface PlannedCell extends KeyedCell {
  readonly state: 'recorded' | 'run' | 'live';
}

/** What the keys of a deck's chains begin with. */
export const baseOf = (deck: Deck, environmentHash: string): ChainBase => ({
  environment: environmentHash,
  limits: limitsPart(deck.settings.limits),
});

/** What must run of a deck, in document order: the cells whose key has no transcript. */
export async function planDeck(
  deck: Deck,
  environmentHash: string,
  records: Pick<DeckRecords, 'has'>,
): Promise<readonly PlannedCell[]> {
  const keyed = [...keysOfDeck(deck.cells, baseOf(deck, environmentHash)).values()];
  const planned = await Promise.all(
    keyed.map(async (one): Promise<PlannedCell> => {
      if (one.cell.options.live) return { ...one, state: 'live' };
      return { ...one, state: (await records.has(one.key)) ? 'recorded' : 'run' };
    }),
  );
  return planned.sort((a, b) => a.cell.ordinal - b.cell.ordinal);
}

/** The cells of one chain up to the last that must run; those that run only for what they leave behind are among them. */
export function neededOf(chain: readonly PlannedCell[]): readonly PlannedCell[] {
  const last = chain.findLastIndex(({ state }) => state === 'run');
  return chain.slice(0, last + 1).filter((one) => one.state === 'run' || leavesState(one.cell));
}
