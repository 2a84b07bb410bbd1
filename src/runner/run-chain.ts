import { stateBefore } from '../session/chain-snapshots.ts';
import { createChainTrack } from '../session/chain-track.ts';
import { textOf } from '../transcript/replay.ts';
import { type CellLine, ranLine } from './cell-line.ts';
import { knownLine } from './known-line.ts';
import { neededOf, type PlannedCell } from './plan-deck.ts';
import { runCell } from './run-cell.ts';
import { type ChainWork, openRunSession } from './run-session.ts';

export interface ChainRun extends ChainWork {
  /** Whether the text of what is recorded is wanted. */
  readonly withOutputs: boolean;
}

/**
 * Runs what is not known of a chain, and before it what that stands on, and records it; yields a line for each cell.
 * What follows a cell that did not succeed runs too, but nothing of it is recorded: it stands on what should not be.
 */
export async function* runChain(run: ChainRun): AsyncGenerator<CellLine> {
  const { deck, chain, records, signal } = run;
  const needed = new Set(neededOf(chain));
  if (needed.size === 0) {
    for (const one of chain) yield await knownLine(run, one);
    return;
  }
  const on = await run.runsOn();
  // What is kept of the cells before the first that must run need not be made again.
  const first = chain.find(({ state }) => state === 'run');
  const kept = first && (await stateBefore(chain, first.cell.id, on.snapshots));
  const made = new Set(kept?.cells.map(({ key }) => key));
  const isNeeded = (one: PlannedCell) => needed.has(one) && !made.has(one.key);
  await using sessions = openRunSession(deck, on, kept?.restore);
  const track = createChainTrack();
  track.start(kept?.key ?? '');
  for (const one of chain) {
    if (signal.aborted) return;
    if (!isNeeded(one)) {
      yield await knownLine(run, one);
      continue;
    }
    const { session, isAnother } = await sessions.get();
    if (isAnother) track.leave();
    const { nixVersion } = on.environment;
    const inPlace = track.fits(one);
    const { result, transcript } = await runCell(session, one, { nixVersion, signal });
    const isOk = result.status === 'ok';
    track.ran(one, isOk);
    if (isOk && inPlace && one.state === 'run') await records.save(transcript);
    if (track.at === one.key) await on.snapshots.take(one.key, session);
    yield one.state === 'recorded' && isOk
      ? await knownLine(run, one)
      : ranLine(deck, one, result, await textOf(transcript));
  }
}
