import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { renderStacks } from '../../src/render/render-slides.ts';
import { spent } from './recorded.ts';
import { type Bench, formatMs, type Row } from './row.ts';
import { piste, type SlideTool, slideTools } from './slide-tools.ts';
import { median, pairedRatio } from './stats.ts';
import { talkDeck, withTalk } from './talk-deck.ts';

const runs = 5;
const edits = 20;

/** What each deck has to be measured against: which peer, how much of its time, and the words for it. */
const aims = {
  100: { peer: 'reveal-md', share: 0.5, words: 'half of reveal-md’s' },
  1000: { peer: 'marp', share: 1, words: 'no more than marp’s' },
} as const;

async function build(tool: SlideTool, deck: string, into: string): Promise<number> {
  for (const folder of [into, `${into}-home`]) await rm(folder, { recursive: true, force: true });
  await mkdir(into);
  return spent(...tool.build(deck, into));
}

/** An edit of one slide, parsed and rendered by a process that has rendered the deck before. */
async function editAgain(slides: number): Promise<number> {
  const render = async (word: string): Promise<number> => {
    const started = performance.now();
    const read = { file: 'deck.md', name: 'bench', readInclude: () => ({ why: '', mend: '' }) };
    await renderStacks(parseDeck(talkDeck(slides, word), read));
    return performance.now() - started;
  };
  await render('begun');
  const ms: number[] = [];
  for (let edit = 0; edit < edits; edit++) ms.push(await render(`edited ${edit}`));
  return median(ms);
}

export const coldBuild: Bench = {
  name: 'cold-build',
  measured:
    'Generated decks of 100 and 1,000 slides, each with a list and two fences (nix and bash, no two alike), made into ' +
    'static pages by a process from its start to its end: `piste build` with an empty PISTE_HOME, so that no code is ' +
    'coloured yet; `reveal-md --static`, which leaves Markdown and code to the browser; and `marp`. One of each in ' +
    'turn. Then one slide is edited, parsed and rendered by a process that has rendered the deck before.',
  async run() {
    const peers = await slideTools();
    const rows: Row[] = [];
    for (const slides of [100, 1000] as const)
      await withTalk(slides, async (deck, dir) => {
        const ours: number[] = [];
        const theirs: number[][] = peers.map(() => []);
        for (let run = 0; run < runs; run++) {
          ours.push(await build(piste, deck, join(dir, 'out')));
          for (const [index, peer] of peers.entries())
            theirs[index]?.push(await build(peer, deck, join(dir, 'out')));
        }
        for (const [index, peer] of peers.entries()) {
          const { words, share, peer: name } = aims[slides];
          const ratio = pairedRatio(ours, theirs[index] ?? []);
          const isAim = peer.name.startsWith(name);
          rows.push({
            what: `cold build of ${slides} slides`,
            ratio,
            ours: formatMs(median(ours)),
            theirs: `${formatMs(median(theirs[index] ?? []))}, ${peer.name}`,
            runs: `${runs} each`,
            aim: isAim ? words : '',
            met: isAim ? ratio <= share : undefined,
          });
        }
        const again = await editAgain(slides);
        rows.push({
          what: `an edit of one of ${slides} slides, rendered again`,
          ratio: again / median(ours),
          ours: formatMs(again),
          theirs: `${formatMs(median(ours))}, our cold build`,
          runs: `${edits} edits`,
          aim: 'a tenth',
          met: again <= median(ours) / 10,
        });
      });
    return rows;
  },
};
