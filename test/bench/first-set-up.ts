import { execFile } from 'node:child_process';
import { chmod, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectDir } from '../../src/environment/places.ts';
import { whenOver } from './releases.ts';
import { type Bench, formatKb, formatMs } from './row.ts';

const run = promisify(execFile);

/** From an empty home, the mirror's packages and all, to the environments of the project's own decks. */
export const firstSetUp: Bench = {
  name: 'first-set-up',
  measured:
    '`piste sandbox build` with an empty PISTE_HOME, once: base, packages from the mirror, all environments of the decks ' +
    'in `decks/`. There is no peer: nixpkgs’ own cache is not to be had where this is measured.',
  async run() {
    const home = await mkdtemp('/var/tmp/piste-first-');
    const stop = whenOver(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
    try {
      await chmod(home, 0o711);
      const env = { ...process.env, PISTE_HOME: home, PISTE_DOWNLOADS: join(home, 'downloads') };
      const started = performance.now();
      await run(process.execPath, [join(projectDir, 'dist/cli.js'), 'sandbox', 'build'], { env });
      const ms = performance.now() - started;
      const downloads = join(home, 'downloads/sha256');
      const sizes = await Promise.all((await readdir(downloads)).map((name) => lstat(join(downloads, name))));
      const fetched = sizes.reduce((sum, one) => sum + one.size, 0);
      const disk = Number((await run('du', ['-s', '-B1', home])).stdout.split('\t')[0]) - fetched;
      return [
        {
          what: 'first set-up of all decks',
          ratio: undefined,
          ours: formatMs(ms),
          theirs: '',
          runs: '1',
          aim: 'under 3 min',
          met: ms < 180_000,
        },
        {
          what: 'fetched for it',
          ratio: undefined,
          ours: formatKb(fetched),
          theirs: '',
          runs: '1',
          aim: 'under 600 MB',
          met: fetched < 600e6,
        },
        {
          what: 'disk, downloads not counted',
          ratio: undefined,
          ours: formatKb(disk),
          theirs: '',
          runs: '1',
          aim: '',
          met: undefined,
        },
      ];
    } finally {
      await stop();
    }
  },
};
