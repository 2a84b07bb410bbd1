import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { projectDir } from '../../src/environment/places.ts';
import { openRecords } from '../../src/records/deck-records.ts';
import { planDeck } from '../../src/runner/plan-deck.ts';
import { whenOver } from './releases.ts';
import { type Bench, formatMs } from './row.ts';
import { median, pairedRatio } from './stats.ts';

const cli = join(projectDir, 'dist', 'cli.js');
const runs = 10;
const planned = 1000;

/** Runs a command to its end; ms. Throws if it does not end well. */
export function spent(command: string, args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return performance.now() - started;
}

/** A copy of our decks with all that is recorded of them. */
export async function withDecks<T>(use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'piste-bench-'));
  const stop = whenOver(() => rm(dir, { recursive: true, force: true }));
  try {
    await cp(join(projectDir, 'decks'), dir, { recursive: true });
    return await use(dir);
  } finally {
    await stop();
  }
}

/** What it costs to find out that nothing has to run. */
export const nothingToDo: Bench = {
  name: 'nothing-to-do',
  measured:
    '`piste run` of the five decks, all recorded, as a process from its start to its end; the peer is `node -e 0`. One ' +
    'of each in turn.',
  run: () =>
    withDecks(async (dir) => {
      spent(process.execPath, [cli, 'run', dir]);
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let count = 0; count < runs; count++) {
        ours.push(spent(process.execPath, [cli, 'run', dir]));
        theirs.push(spent(process.execPath, ['-e', '0']));
      }
      return [
        {
          what: '`piste run` with nothing to do, five decks',
          ratio: pairedRatio(ours, theirs),
          ours: formatMs(median(ours)),
          theirs: `${formatMs(median(theirs))}, Node alone`,
          runs: `${runs} pairs`,
          aim: 'under 0.5 s',
          met: median(ours) < 500,
        },
      ];
    }),
};

/** What it costs to plan a deck of very many cells. */
export const planning: Bench = {
  name: 'planning',
  measured: `A deck of ${planned} cells in ten sessions, all recorded: keys, and whether each has its whole transcript, by file and digest; in this process, the deck being read.`,
  async run() {
    const dir = await mkdtemp(join(tmpdir(), 'piste-bench-'));
    const stop = whenOver(() => rm(dir, { recursive: true, force: true }));
    try {
      const file = join(dir, 'deck.md');
      const cells = Array.from(
        { length: planned },
        (_, index) => `\`\`\`bash {run session=s${index % 10}}\necho ${index}\n\`\`\`\n`,
      );
      const text = cells.join('\n---\n\n');
      await writeFile(file, text);
      const readInclude = () => ({ why: 'nothing is included', mend: '' });
      const deck = { ...parseDeck(text, { file, name: 'deck', readInclude }), file };
      await mkdir(join(dir, 'outputs'));
      const records = await openRecords(file);
      const first = await planDeck(deck, 'e', records);
      for (const { key, parts } of first) {
        const events = [{ at: 0, kind: 'output' as const, data: 'x\r\n' }];
        const size = { cols: 80, rows: 24, recordedAt: 0, nixVersion: '', exit: 0, durationMs: 1 };
        await records.save({ key, parts, ...size, events });
      }
      await records.writeLock(first, 'e');
      const times: number[] = [];
      for (let count = 0; count < runs; count++) {
        const started = performance.now();
        const cellsNow = await planDeck(deck, 'e', await openRecords(file));
        times.push(performance.now() - started);
        if (cellsNow.some(({ state }) => state !== 'recorded')) throw new Error('not all is recorded');
      }
      return [
        {
          what: `planning a deck of ${planned} cells`,
          ratio: undefined,
          ours: formatMs(median(times)),
          theirs: '',
          runs: `${runs}`,
          aim: 'under 200 ms',
          met: median(times) < 200,
        },
      ];
    } finally {
      await stop();
    }
  },
};
