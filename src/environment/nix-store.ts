import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const loaders = ['usr/lib64/ld-linux-x86-64.so.2', 'usr/lib/ld-linux-aarch64.so.1'];
const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib'];

/**
 * Runs a program of a root filesystem as its owner, by that filesystem's own loader and libraries: no container, no
 * root. Returns what it printed; throws with its stderr.
 */
async function runIn(
  root: string,
  owner: { uid: number; gid: number },
  argv: readonly string[],
): Promise<string> {
  const loader = loaders.find((path) => existsSync(join(root, path)));
  const [program, ...args] = argv;
  if (!loader || !program) throw new Error(`${root}: no loader in it`);
  const path = libraries.map((dir) => join(root, dir)).join(':');
  const asOwner = process.getuid?.() === 0 ? owner : {};
  const { stdout } = await run(join(root, loader), ['--library-path', path, join(root, program), ...args], {
    ...asOwner,
    cwd: root,
    env: { HOME: join(root, 'nonexistent'), NIX_CONF_DIR: join(root, 'etc/nix'), NIX_REMOTE: '' },
  });
  return stdout;
}

/** Makes the empty base store with its database, so that no session has to; returns Nix's version. */
export async function initStore(root: string, owner: { uid: number; gid: number }): Promise<string> {
  await runIn(root, owner, ['usr/bin/nix-store', '--store', `local?root=${root}`, '--init']);
  const version = await runIn(root, owner, ['usr/bin/nix', '--version']);
  return version.trim().split(' ').at(-1) ?? 'unknown';
}
