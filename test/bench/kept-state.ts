import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysOfChain, limitsPart } from '../../src/cells/cell-key.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { projectDir } from '../../src/environment/places.ts';
import { openSnapshots } from '../../src/records/snapshots.ts';
import { runCell } from '../../src/runner/run-cell.ts';
import type { Machinery } from '../../src/session/live-deck.ts';
import { type Session, startSession } from '../../src/session/session.ts';
import { encodeCast } from '../../src/transcript/cast.ts';
import { whenOver } from './releases.ts';
import { type Bench, formatKb, formatMs } from './row.ts';
import { median, pairedRatio } from './stats.ts';

const pairs = 10;
/** The cell that is pressed, and the deck whose main chain it is in. */
const pressed = 9;
const deckName = 'nix-build';

/** What it costs to have a chain's state, kept or made anew, and to keep it. */
export const keptState = (machinery: Machinery): Bench => ({
  name: 'kept-state',
  measured:
    `From nothing to a session in which cell ${pressed} of the deck ${deckName} can run: restored from what is kept of the ` +
    'cell before it; the peer runs all cells before it in a fresh session. Then those cells with all that recording takes ' +
    '(events, transcript, kept state after each), beside the same cells without. One of each in turn.',
  async run() {
    const dir = await mkdtemp(join(tmpdir(), 'piste-bench-'));
    const stop = whenOver(() => rm(dir, { recursive: true, force: true }));
    try {
      const deck = await loadDeck(join(projectDir, 'decks', deckName, 'deck.md'));
      const { limits, environment: wishes } = deck.settings;
      const environment = await machinery.environmentOf(deck);
      const base = { environment: environment.hash, limits: limitsPart(limits) };
      const main = deck.cells.filter(({ session, kind }) => session === 'main' && kind !== 'terminal');
      const before = keysOfChain(main, base).slice(0, pressed - 1);
      const last = before.at(-1);
      if (!last) throw new Error(`${deckName} has too few cells`);
      const snapshots = openSnapshots({ dir });
      const { engine } = machinery;
      const { containers } = wishes;
      const start = (restore?: Awaited<ReturnType<typeof snapshots.restoreOf>>) =>
        startSession({ engine, environment, limits, containers, ...(restore ? { restore } : {}) });
      const sink = () => undefined;
      const { signal } = new AbortController();

      const plain = async (session: Session) => {
        for (const { cell } of before) await session.run(cell, { sink, signal });
      };
      const recorded = async (session: Session) => {
        for (const one of before) {
          const { transcript } = await runCell(session, one, { nixVersion: environment.nixVersion, signal });
          encodeCast(transcript);
          await snapshots.take(one.key, session);
        }
      };
      const timed = async (begin: () => Promise<Session>, work: (session: Session) => Promise<void>) => {
        const started = performance.now();
        const session = await begin();
        await work(session);
        const ms = performance.now() - started;
        await session.stop();
        return ms;
      };

      const [restored, rerun, keeping, running]: [number[], number[], number[], number[]] = [[], [], [], []];
      await timed(() => start(), recorded);
      for (let count = 0; count < pairs; count++) {
        restored.push(
          await timed(
            async () => start(await snapshots.restoreOf(last.key)),
            async () => {},
          ),
        );
        rerun.push(await timed(() => start(), plain));
        keeping.push(await timed(() => start(), recorded));
        running.push(await timed(() => start(), plain));
      }
      const kept = await snapshots.find(last.key);
      return [
        {
          what: `the state before cell ${pressed} of a deck, restored (${formatKb(kept?.sizeBytes ?? 0)})`,
          ratio: pairedRatio(restored, rerun),
          ours: formatMs(median(restored)),
          theirs: `${formatMs(median(rerun))}, running the ${before.length} cells before it`,
          runs: `${pairs} pairs`,
          aim: 'under 200 ms',
          met: median(restored) < 200,
        },
        {
          what: `${before.length} cells, recorded, their states kept`,
          ratio: pairedRatio(keeping, running),
          ours: formatMs(median(keeping)),
          theirs: `${formatMs(median(running))}, the same cells, nothing kept`,
          runs: `${pairs} pairs`,
          aim: '',
          met: undefined,
        },
      ];
    } finally {
      await stop();
    }
  },
});
