import type { SessionOptions } from '../../src/session/session.ts';
import { startSession } from '../../src/session/session.ts';
import { bash } from '../support/cells.ts';
import type { BareRunc } from './bare-runc.ts';
import { whenOver } from './releases.ts';
import { type Bench, formatMs } from './row.ts';
import { median, pairedRatio } from './stats.ts';

const runs = 30;
const warmUps = 3;
const limits = {
  memoryBytes: 512 << 20,
  pids: 256,
  diskBytes: 1 << 30,
  cpus: 1,
  idleMs: 1_200_000,
};

/** From nothing to the answer of a first cell that does nothing; ms. */
export async function startAndAnswer(
  machinery: Pick<SessionOptions, 'engine' | 'environment'>,
): Promise<number> {
  const started = performance.now();
  const starting = startSession({ ...machinery, limits });
  const stop = whenOver(async () => (await starting.catch(() => undefined))?.stop());
  try {
    const session = await starting;
    const { status, reason } = await session.run(bash(':'), {
      sink: () => undefined,
      signal: new AbortController().signal,
    });
    const ms = performance.now() - started;
    if (status !== 'ok') throw new Error(`the first cell: ${reason}`);
    return ms;
  } finally {
    await stop();
  }
}

export const sessionStart = (
  machinery: Pick<SessionOptions, 'engine' | 'environment'>,
  bare: BareRunc,
): Bench => ({
  name: 'session-start',
  measured:
    'From `startSession` until a first cell (`:`) has answered `ok`, in this process; the peer is `runc run` of the ' +
    'bundle that `runc spec` writes, on the same root filesystem, running `true`, from the spawn to its end. One of ' +
    'each in turn; neither figure counts clearing up.',
  async run() {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let count = -warmUps; count < runs; count++) {
      const [our, their] = [await startAndAnswer(machinery), await bare.runTrue()];
      if (count < 0) continue;
      ours.push(our);
      theirs.push(their);
    }
    const ratio = pairedRatio(ours, theirs);
    return [
      {
        what: 'session start, to the answer of its first cell',
        ratio,
        ours: formatMs(median(ours)),
        theirs: `${formatMs(median(theirs))}, \`runc run\` of \`true\``,
        runs: `${runs} pairs`,
        aim: 'within 2 × the peer, under 100 ms',
        met: ratio <= 2 && median(ours) < 100,
      },
    ];
  },
});
