import type { Engine } from '../../src/engine/engine.ts';
import type { Environment } from '../../src/environment/environment.ts';
import { type Bench, formatKb, formatMs } from './row.ts';
import { startAndAnswer } from './session-start.ts';
import { median, pairedRatio } from './stats.ts';

const pairs = 20;
const warmUps = 3;

/** Whether what is in an environment's store costs a session anything that does not use it. */
export const fullSet = (engine: Engine, small: Environment, full: () => Promise<Environment>): Bench => ({
  name: 'full-set',
  measured:
    'As the first figure, in the environment that has every package of the set; the peer is the one of a deck that asks ' +
    'for nothing. One of each in turn.',
  async run() {
    const large = await full();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let count = -warmUps; count < pairs; count++) {
      const our = await startAndAnswer({ engine, environment: large });
      const their = await startAndAnswer({ engine, environment: small });
      if (count < 0) continue;
      ours.push(our);
      theirs.push(their);
    }
    const ratio = pairedRatio(ours, theirs);
    return [
      {
        what: `session start on the full set (${formatKb(large.sizeBytes)})`,
        ratio,
        ours: formatMs(median(ours)),
        theirs: `${formatMs(median(theirs))}, on the smallest (${formatKb(small.sizeBytes)})`,
        runs: `${pairs} pairs`,
        aim: 'as fast: within 1.1 ×',
        met: ratio <= 1.1,
      },
    ];
  },
});
