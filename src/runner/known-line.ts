import type { Deck } from '../deck/deck.ts';
import type { DeckRecords } from '../records/deck-records.ts';
import { type CellLine, lineHead } from './cell-line.ts';
import type { PlannedCell } from './plan-deck.ts';

export interface KnownLineOptions {
  readonly deck: Deck;
  readonly records: DeckRecords;
  /** Whether the text of what is recorded is wanted. */
  readonly withOutputs: boolean;
}

/** The line of a cell that is not run: it is recorded, or never is. */
export async function knownLine(
  { deck, records, withOutputs }: KnownLineOptions,
  one: PlannedCell,
): Promise<CellLine> {
  const head = lineHead(deck, one);
  if (one.state === 'live') return { ...head, status: 'live', exit: null, durationMs: 0, output: '' };
  const transcript = withOutputs ? await records.get(one.key) : undefined;
  const line = {
    ...head,
    status: 'recorded' as const,
    exit: transcript?.exit ?? null,
    durationMs: transcript?.durationMs ?? 0,
  };
  if (!transcript) return { ...line, output: '' };
  // A terminal is not set up to say that there is nothing to do.
  const { textOf } = await import('../transcript/replay.ts');
  return { ...line, output: await textOf(transcript) };
}
