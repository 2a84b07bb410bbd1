import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenOver } from './releases.ts';
import { type Bench, formatMs } from './row.ts';
import { piste } from './slide-tools.ts';
import { median, pairedRatio } from './stats.ts';
import { withTalk } from './talk-deck.ts';

const runs = 5;
const decks = 50;
const slides = 40;

async function toListen(path: string): Promise<number> {
  const started = performance.now();
  const server = await piste.serve(path);
  const ms = performance.now() - started;
  await server.close();
  return ms;
}

export const manyDecks: Bench = {
  name: 'many-decks',
  measured: `\`piste present\` of a folder with ${decks} decks of ${slides} slides, from the start of the process until it says its address; the peer is itself with one of them. One of each in turn.`,
  run: () =>
    withTalk(slides, async (deck) => {
      const dir = await mkdtemp(join(tmpdir(), 'piste-bench-decks-'));
      const stop = whenOver(() => rm(dir, { recursive: true, force: true }));
      for (let number = 0; number < decks; number++) await cp(deck, join(dir, `talk-${number}`, 'deck.md'));
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let run = 0; run < runs; run++) {
        ours.push(await toListen(dir));
        theirs.push(await toListen(join(dir, 'talk-0')));
      }
      await stop();
      return [
        {
          what: `${decks} decks, until they are served`,
          ratio: pairedRatio(ours, theirs),
          ours: formatMs(median(ours)),
          theirs: `${formatMs(median(theirs))}, one deck`,
          runs: `${runs} pairs`,
          aim: 'as fast as one: within 1.2 ×',
          met: pairedRatio(ours, theirs) < 1.2,
        },
      ];
    }),
};
