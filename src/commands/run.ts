import { pruneRecords } from '../records/deck-records.ts';
import { type CellLine, lineHead } from '../runner/cell-line.ts';
import { knownLine } from '../runner/known-line.ts';
import { type OpenDeck, readDecks } from '../runner/open-decks.ts';
import { whyRun } from '../runner/why-run.ts';
import { isLocked, writeLocks } from '../runner/write-locks.ts';
import { chooseRuntime } from './choose-runtime.ts';
import { lazyMachinery } from './lazy-machinery.ts';
import type { MachineryOptions } from './machinery.ts';
import { planDecks } from './planned-decks.ts';

export interface RunOptions extends MachineryOptions {
  readonly paths: readonly string[];
  /** Only says what would run, and why. */
  readonly explain?: boolean;
  /** Afterwards removes the transcripts that no cell has any more. */
  readonly prune?: boolean;
  /** Whether lines of what is recorded carry its text. */
  readonly withOutputs: boolean;
  readonly signal: AbortSignal;
  readonly onLine: (line: CellLine) => void;
  readonly onPruned?: (deckFile: string, count: number) => void;
}

/** Runs every cell whose key has no transcript, records it, and hands out a line for each cell. */
export async function run(options: RunOptions): Promise<void> {
  // A wrong word is told even where nothing has to run.
  chooseRuntime(options.runtime);
  const machinery = lazyMachinery(options);
  const read = readDecks(options.paths, (warning) => process.stderr.write(`${warning}\n`));
  const decks = await planDecks(read, machinery, { dry: options.explain === true });
  if (options.explain) return explain(decks, options.onLine);
  if (decks.some(({ cells }) => cells.some(({ state }) => state === 'run'))) {
    const { runDecks } = await import('../runner/run-decks.ts');
    await runDecks({ ...options, decks, machinery });
  } else {
    for (const open of decks)
      for (const one of open.cells) options.onLine(await knownLine({ ...open, ...options }, one));
    await writeLocks(decks.filter((open) => !isLocked(open)));
  }
  if (!options.prune || options.signal.aborted) return;
  for (const { deck } of decks) {
    const gone = await pruneRecords(deck.file);
    if (gone.length > 0) options.onPruned?.(deck.file, gone.length);
  }
}

async function explain(decks: readonly OpenDeck[], onLine: RunOptions['onLine']): Promise<void> {
  for (const { deck, cells, records } of decks) {
    for (const one of cells) {
      const head = { ...lineHead(deck, one), exit: null, durationMs: 0, output: '' };
      if (one.state === 'run') onLine({ ...head, status: 'stale', reason: await whyRun(one, records) });
      else onLine({ ...head, status: one.state });
    }
  }
}
