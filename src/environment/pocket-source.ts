import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readDebFile } from './deb-archive.ts';
import type { EnvironmentLock } from './lock.ts';
import { pocketArchitectures, pocketDir } from './lock.ts';
import { realiseDir, sandboxDir } from './places.ts';

/** Pocketpkgs' part of the lock: what of each architecture is where. */
export type PocketLock = EnvironmentLock['pocketpkgs'];

export const nixSystems = { amd64: 'x86_64-linux', arm64: 'aarch64-linux', i386: 'i686-linux' } as const;

async function listFiles(): Promise<readonly string[]> {
  const entries = await readdir(pocketDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(pocketDir, join(entry.parentPath, entry.name)))
    .filter((path) => path !== 'lock.json' && !path.startsWith('bootstrap/'))
    .sort();
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** Names the package set by its files, how it is realised, and its lock: 64 hex digits. */
export async function digestPocket(lock: PocketLock): Promise<string> {
  const own = (await listFiles()).map((path) => join(pocketDir, path));
  const scripts = (await readdir(realiseDir)).sort().map((path) => join(realiseDir, path));
  // Two hundred small files: asking for each takes longer than reading it.
  const lines = [...own, ...scripts].map(
    (path) => `${relative(sandboxDir, path)} ${sha256(readFileSync(path))}\n`,
  );
  return sha256(`${lines.join('')}${JSON.stringify(lock)}`);
}

/** The packages that the set's own source takes a file from: a static busybox for each architecture. */
export const seedPackages = (lock: PocketLock, busybox: string) =>
  pocketArchitectures.flatMap((architecture) => {
    const found = lock[architecture].find((one) => one.name === busybox);
    return found ? [{ architecture, package: found }] : [];
  });

/**
 * Writes the package set as a flake's source into `dir`: its files, its lock as `lock.json`, and what takes the first
 * packages apart. The same in every build, times and modes included.
 */
export async function writePocketSource(
  dir: string,
  lock: PocketLock,
  seeds: readonly { readonly architecture: keyof typeof nixSystems; readonly deb: string }[],
): Promise<void> {
  const put = async (path: string, content: Buffer | string, mode: number) => {
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    await chmod(target, mode);
  };
  for (const path of await listFiles()) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await copyFile(join(pocketDir, path), join(dir, path));
    await chmod(join(dir, path), 0o644);
  }
  await put('lock.json', JSON.stringify(lock), 0o644);
  for (const { architecture, deb } of seeds) {
    const program = await readDebFile(deb, './usr/bin/busybox');
    await put(`bootstrap/${nixSystems[architecture]}/busybox`, program, 0o755);
  }
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), 1, 1);
  }
}
