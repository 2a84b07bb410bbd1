import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPeers } from './npm-tools.ts';
import { spent } from './recorded.ts';
import { whenOver } from './releases.ts';
import { type Bench, formatMs, type Row } from './row.ts';
import { piste } from './slide-tools.ts';
import { median, pairedRatio } from './stats.ts';
import { talkDeck } from './talk-deck.ts';

const versions = { vitepress: '1.6.4' };
const runs = 3;
const slides = 40;

/** A folder with so many decks, as ours (`NAME/deck.md`) and as pages of the peer (`NAME.md`). */
async function writeDecks(dir: string, decks: number): Promise<{ ours: string; theirs: string }> {
  const [ours, theirs] = [join(dir, `decks-${decks}`), join(dir, `pages-${decks}`)];
  await mkdir(theirs);
  for (let number = 0; number < decks; number++) {
    const text = talkDeck(slides, `deck ${number}`);
    await mkdir(join(ours, `talk-${number}`), { recursive: true });
    await writeFile(join(ours, `talk-${number}`, 'deck.md'), text);
    await writeFile(join(theirs, `talk-${number}.md`), text);
  }
  await writeFile(join(theirs, 'index.md'), '# Decks\n');
  return { ours, theirs };
}

export const siteBuild: Bench = {
  name: 'site-build',
  measured:
    `Folders of 5 and 50 generated decks of ${slides} slides, made into a site by a process from its start to its end: ` +
    '`piste build` with an empty PISTE_HOME (of each deck slides, an article, its part of the search, and what machines ' +
    'read), and `vitepress build`, which makes one page of each, coloured by the same library. One of each in turn. Then ' +
    'one of the decks is edited, and `piste build` is run again, as a process of its own; and once more with nothing to do.',
  async run() {
    const tools = await installPeers(versions);
    const dir = await mkdtemp(join(tmpdir(), 'piste-bench-site-'));
    const stop = whenOver(() => rm(dir, { recursive: true, force: true }));
    const rows: Row[] = [];
    for (const decks of [5, 50]) {
      const { ours: folder, theirs: pages } = await writeDecks(dir, decks);
      // VitePress looks for Vue upwards from its pages.
      await symlink(join(tools, 'node_modules'), join(pages, 'node_modules'));
      const out = join(dir, `site-${decks}`);
      const ours: number[] = [];
      const theirs: number[] = [];
      const edited: number[] = [];
      const again: number[] = [];
      for (let run = 0; run < runs; run++) {
        for (const one of [out, `${out}-home`, join(pages, '.vitepress')])
          await rm(one, { recursive: true, force: true });
        ours.push(spent(...piste.build(folder, out)));
        theirs.push(spent(join(tools, 'node_modules', '.bin', 'vitepress'), ['build', pages]));
        await writeFile(join(folder, 'talk-1', 'deck.md'), talkDeck(slides, `edited ${run}`));
        edited.push(spent(...piste.build(folder, out)));
        again.push(spent(...piste.build(folder, out)));
      }
      const count = `${decks} decks`;
      const row = (what: string, values: readonly number[], peer: readonly number[], name: string): Row => ({
        what,
        ratio: pairedRatio(values, peer),
        ours: formatMs(median(values)),
        theirs: `${formatMs(median(peer))}, ${name}`,
        runs: `${runs} each`,
        aim: '',
        met: undefined,
      });
      rows.push(row(`site of ${count}, cold`, ours, theirs, `VitePress ${versions.vitepress}`));
      rows.push(row(`one deck of ${count} edited, built again`, edited, ours, 'our cold build'));
      rows.push(row(`site of ${count}, nothing to do`, again, ours, 'our cold build'));
    }
    await stop();
    return rows;
  },
};
