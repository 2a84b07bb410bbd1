import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractDeb } from '../../src/environment/deb-archive.ts';
import { parseIndex, resolveClosure } from '../../src/environment/debian-index.ts';
import { downloadPackage } from '../../src/environment/download.ts';
import { fetchIndex } from '../../src/environment/fetch-index.ts';
import { thisArchitecture } from '../../src/environment/lock.ts';
import { findMirror } from '../../src/environment/mirror.ts';
import { endWhenOver, firstWords } from './processes.ts';
import { whenOver } from './releases.ts';

export interface Ttyd {
  readonly address: string;
  readonly version: string;
  close(): Promise<unknown>;
}

// What its packages name only to be configured, and we do not configure them.
const unneeded = ['debconf', 'debianutils', 'dpkg', 'openssl-provider-legacy'];

/**
 * ttyd out of Debian's unstable suite (no release of Debian has it), with its own libraries, unpacked into a temporary
 * folder: nothing is installed. `dash` comes along to give the shell of this machine a clean environment.
 */
export async function startTtyd(fontPx: number): Promise<Ttyd> {
  const architecture = thisArchitecture();
  if (!architecture) throw new Error(`Debian has no ttyd for ${process.arch}`);
  const mirror = await findMirror();
  const index = parseIndex(await fetchIndex({ mirror, suite: 'sid', architecture }));
  const dir = await mkdtemp(join(tmpdir(), 'piste-bench-ttyd-'));
  const removeDir = whenOver(() => rm(dir, { recursive: true, force: true }));
  const root = join(dir, 'root');
  await mkdir(root);
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  for (const one of resolveClosure(index, ['ttyd', 'dash'], unneeded)) {
    const deb = await downloadPackage(one, { dir: join(dir, 'debs'), mirror, timestamp: '', onBytes() {} });
    await extractDeb(deb, root, { owner, drop: ['usr/share'] });
  }
  const files = await readdir(join(root, 'usr'), { recursive: true });
  const find = (pattern: RegExp) => {
    const found = files.find((path) => pattern.test(path));
    if (found === undefined) throw new Error(`ttyd's packages hold no ${pattern}`);
    return join(root, 'usr', found);
  };
  const libraries = join(find(/libc\.so\.6$/), '..');
  const load = [find(/\/ld-linux[^/]*\.so\.\d$/), '--library-path', libraries] as const;
  const shell = ['-c', 'unset LD_LIBRARY_PATH; exec /bin/bash --norc --noprofile -i'];
  const args = [
    ...load.slice(1),
    find(/bin\/ttyd$/),
    ...[
      '--port',
      '0',
      '--interface',
      'lo',
      '--writable',
      '-t',
      'rendererType=dom',
      '-t',
      `fontSize=${Math.round(fontPx)}`,
    ],
    ...load,
    find(/bin\/dash$/),
    ...shell,
  ];
  const env = { PATH: process.env.PATH, LD_LIBRARY_PATH: libraries, PS1: '$ ' };
  const child = spawn(load[0], args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const end = endWhenOver(child);
  const port = await firstWords(child, /Listening on port: (\d+)/);
  return {
    address: `http://127.0.0.1:${port}/`,
    version: index.get('ttyd')?.version ?? '',
    async close() {
      await end();
      await removeDir();
    },
  };
}
