import type { Deck } from '../deck/deck.ts';
import { compare } from '../transcript/compare.ts';
import { textOf } from '../transcript/replay.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { CellOutcome } from './chain-options.ts';
import type { CellStatus } from './live-events.ts';

/** What a run means beside its record: how it differs, or that the record has to stand in for it. */
export async function judgeRun(
  { cell, result, events, inPlace }: CellOutcome,
  deck: Deck,
  record: Transcript | undefined,
): Promise<Pick<CellStatus, 'drift' | 'fallback'>> {
  if (!record || cell.options.live) return {};
  if (result.status === 'error' || result.timedOut) return { fallback: true };
  // On another state than the chain's own another output is no surprise.
  if (result.status === 'cancelled' || !inPlace) return {};
  const { cols, rows } = cell.options;
  const drift = compare(
    { exit: record.exit, text: await textOf(record) },
    { exit: result.exit ?? null, text: await textOf({ cols, rows, events }) },
    { rules: deck.settings.check.normalise, mask: cell.options.mask },
  );
  return drift ? { drift: drift.lines.join('\n') } : {};
}
