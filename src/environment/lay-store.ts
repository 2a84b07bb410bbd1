import { spawn } from 'node:child_process';
import { chown, copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Base } from './base.ts';
import type { EnvironmentManifest } from './environment.ts';
import { loadStore } from './nix-store.ts';
import { sessionOwner } from './places.ts';
import type { Pool } from './pool.ts';
import { parseRegistration, shares } from './registration.ts';

/** Lays the environment's root: the base's files, the closure's, all of them shared, and a database of its own. */
export async function layStore(of: {
  staging: string;
  base: Base;
  pool: Pool;
  exchange: string;
}): Promise<Pick<EnvironmentManifest, 'sizeBytes' | 'packages'>> {
  const { staging, base, pool, exchange } = of;
  const root = join(staging, 'rootfs');
  const owner = sessionOwner();
  await link([base.rootfs], root, ['-T']);
  await rm(join(root, 'nix'), { recursive: true });
  const store = join(root, 'nix/store');
  await mkdir(store, { recursive: true });
  await mkdir(join(root, 'nix/var/nix'), { recursive: true });
  if (process.getuid?.() === 0)
    for (const dir of ['nix', 'nix/store', 'nix/var', 'nix/var/nix'])
      await chown(join(root, dir), owner.uid, owner.gid);
  const lines = async (name: string) =>
    (await readFile(join(exchange, name), 'utf8')).split('\n').filter((line) => line !== '');
  const closure = await lines('closure');
  await link(
    closure.map((path) => join(pool.storeDir, path.slice('/nix/store/'.length))),
    store,
    ['-t'],
  );
  await loadStore(root, owner, join(exchange, 'registration'));
  // A flake's inputs come before it.
  const source = (await lines('source')).at(-1) ?? '';
  await pointAtNixpkgs(root, source);
  await copyFile(join(exchange, 'offers'), join(staging, 'offers')).catch(() => undefined);
  const paths = parseRegistration(await readFile(join(exchange, 'registration'), 'utf8'));
  const roots = (await lines('roots')).map((line) => {
    const [name = '', , path = ''] = line.split('\t');
    return { name, path };
  });
  const podman = roots.find((one) => one.name === 'podman')?.path;
  if (podman !== undefined)
    for (const name of ['podman', 'docker'])
      await symlink(`${podman}/bin/podman`, join(root, 'usr/bin', name));
  const sizeBytes = closure.reduce((sum, path) => sum + (paths.get(path)?.narSize ?? 0), 0);
  return { sizeBytes, packages: [...shares(paths, roots)] };
}

/** What `nixpkgs` means in the sessions: in the registry, in `NIX_PATH`, and for `nix flake init`'s templates. */
async function pointAtNixpkgs(root: string, source: string): Promise<void> {
  const to = { type: 'path', path: source };
  const flakes = ['nixpkgs', 'templates'].map((id) => ({ from: { type: 'indirect', id }, to }));
  const registry = join(root, 'etc/nix/registry.json');
  await rm(registry, { force: true });
  await writeFile(registry, `${JSON.stringify({ version: 2, flakes }, null, 2)}\n`);
  await symlink(source, join(root, 'etc/piste/nixpkgs'));
}

/** Hard links: the files of a store are never written to, and one copy does for all environments. */
async function link(sources: readonly string[], target: string, how: readonly string[]): Promise<void> {
  const cp = spawn(
    'xargs',
    ['-0', 'cp', '-al', '--no-dereference', ...(how[0] === '-t' ? ['-t', target] : [])],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  let errors = '';
  cp.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  cp.stdin.end(`${(how[0] === '-t' ? sources : [...sources, target]).join('\0')}\0`);
  const status = await new Promise<number | null>((done, failed) => {
    cp.on('error', failed);
    cp.on('close', done);
  });
  if (status !== 0) throw new Error(`cannot link ${target}: ${errors.trim().slice(0, 500)}`);
}
