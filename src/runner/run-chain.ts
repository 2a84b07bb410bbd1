import { stateBefore } from '../session/chain-snapshots.ts';
import { createChainTrack } from '../session/chain-track.ts';
import { textOf } from '../transcript/replay.ts';
import { type CellLine, ranLine } from './cell-line.ts';
import { knownLine } from './known-line.ts';
import { neededOf, type PlannedCell } from './plan-deck.ts';
import { type ChainWork, openRunSession, runInChain } from './run-session.ts';

export interface ChainRun extends ChainWork {
  /** Whether the text of what is recorded is wanted. */
  readonly withOutputs: boolean;
}

/**
 * Runs what is not known of a chain, and before it what that stands on, and records it; yields a line for each cell.
 * What follows a cell that did not succeed runs too, but nothing of it is recorded: it stands on what should not be.
 */
export async function* runChain(work: ChainRun): AsyncGenerator<CellLine> {
  const { deck, chain, records, signal } = work;
  const needed = new Set(neededOf(chain));
  if (needed.size === 0) {
    for (const one of chain) yield await knownLine(work, one);
    return;
  }
  const on = await work.runsOn();
  // What is kept of the cells before the first that must run need not be made again.
  const first = chain.find(({ state }) => state === 'run');
  const kept = first && (await stateBefore(chain, first.cell.id, on.snapshots));
  const made = new Set(kept?.cells.map(({ key }) => key));
  const isNeeded = (one: PlannedCell) => needed.has(one) && !made.has(one.key);
  await using sessions = openRunSession(deck, on, kept?.restore);
  const track = createChainTrack(kept?.key);
  for (const one of chain) {
    if (signal.aborted) return;
    if (!isNeeded(one)) {
      yield await knownLine(work, one);
      continue;
    }
    const { nixVersion } = on.environment;
    const here = { sessions, track, deck, on };
    const { result, transcript, session, inPlace } = await runInChain(one, here, { nixVersion, signal });
    if (result.status === 'cancelled') return;
    const isOk = result.status === 'ok';
    track.ran(one, isOk);
    if (isOk && inPlace && one.state === 'run') await records.save(transcript);
    if (track.at === one.key) await on.snapshots.take(one.key, session);
    yield one.state === 'recorded' && isOk
      ? await knownLine(work, one)
      : ranLine(deck, one, result, await textOf(transcript));
  }
}
