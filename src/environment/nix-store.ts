import { spawn } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';

const loaders = ['usr/lib64/ld-linux-x86-64.so.2', 'usr/lib/ld-linux-aarch64.so.1'];
const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib'];

/**
 * Runs a program of a root filesystem as its owner, by that filesystem's own loader and libraries: no container, no
 * root. `input` is a file for its stdin. Returns what it printed; throws with its stderr.
 */
async function runIn(
  root: string,
  owner: { uid: number; gid: number },
  argv: readonly string[],
  input?: string,
): Promise<string> {
  const loader = loaders.find((path) => existsSync(join(root, path)));
  const [program, ...args] = argv;
  if (!loader || !program) throw new Error(`${root}: no loader in it`);
  const path = libraries.map((dir) => join(root, dir)).join(':');
  const asOwner = process.getuid?.() === 0 ? owner : {};
  const child = spawn(join(root, loader), ['--library-path', path, join(root, program), ...args], {
    ...asOwner,
    cwd: root,
    env: { HOME: join(root, 'nonexistent'), NIX_CONF_DIR: join(root, 'etc/nix'), NIX_REMOTE: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [printed, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.on('error', () => {
    // Its own status and words say why it stopped reading.
  });
  if (input === undefined) child.stdin.end();
  else createReadStream(input).pipe(child.stdin);
  const status = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  if (status !== 0) throw new Error(`${program} stopped with ${status}: ${errors.trim()}`);
  return printed;
}

/** The version of a root's Nix. */
export async function nixVersionOf(root: string, owner: { uid: number; gid: number }): Promise<string> {
  const version = await runIn(root, owner, ['usr/bin/nix', '--version']);
  return version.trim().split(' ').at(-1) ?? 'unknown';
}

/** Makes a root's store database from a file that `nix-store --dump-db` wrote, so that no session has to. */
export async function loadStore(
  root: string,
  owner: { uid: number; gid: number },
  registration: string,
): Promise<void> {
  const store = ['--store', `local?root=${root}`];
  await runIn(root, owner, ['usr/bin/nix-store', ...store, '--init']);
  await runIn(root, owner, ['usr/bin/nix-store', ...store, '--load-db'], registration);
}
