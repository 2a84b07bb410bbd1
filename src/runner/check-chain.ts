import { stepsOf } from '../cells/steps.ts';
import { createChainTrack } from '../session/chain-track.ts';
import { compare, compareExpected, type Drift, type SameRules } from '../transcript/compare.ts';
import { textOf, textsOfSteps } from '../transcript/replay.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { type CellLine, ranLine } from './cell-line.ts';
import type { PlannedCell } from './plan-deck.ts';
import type { CellRun } from './run-cell.ts';
import { type ChainWork, openRunSession, runInChain } from './run-session.ts';
import { recordBefore } from './why-run.ts';

export interface ChainCheck extends ChainWork {
  /** Whether what has come out is taken as the new record. */
  readonly update: boolean;
  /** Names of rules for volatile text, beside those that the deck asks for. */
  readonly normalise: readonly string[];
}

/** Runs a chain afresh from its beginning and compares each cell with its record; yields a line for each. */
export async function* checkChain(check: ChainCheck): AsyncGenerator<CellLine> {
  const { deck, chain, records, signal } = check;
  const on = await check.runsOn();
  const { nixVersion } = on.environment;
  await using sessions = openRunSession(deck, on);
  const track = createChainTrack();
  for (const one of chain) {
    if (signal.aborted) return;
    const run = await runInChain(one, { sessions, track, deck, on }, { nixVersion, signal });
    const { session, inPlace } = run;
    if (run.result.status === 'cancelled') return;
    track.ran(one, run.result.status === 'ok');
    // A deck that was checked before a talk can go on from any of its cells.
    if (track.at === one.key) await on.snapshots.take(one.key, session);
    const line = ranLine(deck, one, run.result, await textOf(run.transcript));
    if (run.result.status !== 'ok' || one.cell.options.live) {
      yield line;
      continue;
    }
    const drift = await driftOf(check, one, run);
    // An expectation is written in the deck: no update can take its place. What stands on a failed cell is no record.
    const isTaken = check.update && inPlace && drift?.from !== 'expected';
    if (isTaken) await records.save(run.transcript, { anew: drift !== undefined });
    yield drift === undefined || isTaken
      ? line
      : {
          ...line,
          status: drift.from === 'nothing' ? 'unrecorded' : 'drifted',
          reason: drift.reason,
          diff: drift.lines.join('\n'),
        };
  }
}

interface CellDrift extends Drift {
  readonly from: 'expected' | 'record' | 'nothing';
  readonly reason: string;
}

async function driftOf(check: ChainCheck, one: PlannedCell, run: CellRun): Promise<CellDrift | undefined> {
  const { deck, records } = check;
  const same = {
    rules: [...deck.settings.check.normalise, ...check.normalise],
    mask: one.cell.options.mask,
  };
  const unexpected = await unexpectedOf(one, run.transcript, same);
  if (unexpected) return unexpected;
  const known = await records.get(one.key);
  const record = known ?? (await recordBefore(one, records));
  if (!record) {
    const isLost = records.locked(one.cell.id)?.key === one.key;
    if (!isLost) return { from: 'nothing', reason: 'it is not recorded yet', lines: [] };
    const reason = `its transcript is missing, or is not the one that the lock names: npm run -s piste -- run ${deck.file}`;
    return { from: 'record', reason, lines: [] };
  }
  const drift = compare(await compared(record), await compared(run.transcript), same);
  return drift && { from: 'record', reason: 'its output is not the one that is recorded', ...drift };
}

/** The first command of a console cell that printed something else than its author says. */
async function unexpectedOf(
  one: PlannedCell,
  transcript: Transcript,
  same: SameRules,
): Promise<CellDrift | undefined> {
  const steps = stepsOf(one.cell);
  if (steps.every(({ expected }) => expected === '')) return undefined;
  const printed = await textsOfSteps(transcript);
  for (const [index, { command, expected }] of steps.entries()) {
    const drift = compareExpected(expected, printed[index] ?? '', same);
    if (drift)
      return { from: 'expected', reason: `\`$ ${command}\` does not print what the deck says`, ...drift };
  }
  return undefined;
}

const compared = async (transcript: Transcript) => ({
  exit: transcript.exit,
  text: await textOf(transcript),
});
