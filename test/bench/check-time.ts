import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectDir } from '../../src/environment/places.ts';
import type { CellLine } from '../../src/runner/cell-line.ts';
import { withDecks } from './recorded.ts';
import { type Bench, formatMs } from './row.ts';

/** What a check costs beside what the cells themselves take. */
export const checkTime: Bench = {
  name: 'check-time',
  measured:
    '`piste check` of the five decks, from its start to its end: rules, browser, every cell afresh, chains side by side on ' +
    'the cores. The peer is the sum of the cells’ own times in that run.',
  run: () =>
    withDecks(async (dir) => {
      const started = performance.now();
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [join(projectDir, 'dist', 'cli.js'), 'check', '--json', dir],
        { encoding: 'utf8', maxBuffer: 1 << 28 },
      );
      const ms = performance.now() - started;
      if (status !== 0) throw new Error(`piste check: ${stderr}`);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line): CellLine => JSON.parse(line));
      const own = lines.reduce((sum, { durationMs }) => sum + durationMs, 0);
      return [
        {
          what: `\`piste check\` of five decks, ${lines.length} cells`,
          ratio: ms / own,
          ours: formatMs(ms),
          theirs: `${formatMs(own)}, the cells’ own times`,
          runs: '1',
          aim: '',
          met: undefined,
        },
      ];
    }),
};
