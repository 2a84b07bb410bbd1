import { rename, writeFile } from 'node:fs/promises';
import { parseIndex, resolveClosure } from './debian-index.ts';
import { fetchIndex } from './fetch-index.ts';
import { type DebianArchitecture, formatLock, lockFile, readRecipe } from './lock.ts';
import type { Mirror } from './mirror.ts';

/** Resolves the recipe anew against the mirror and writes the lock; returns what changed, a line a package. */
export async function updateLock(mirror: Mirror, now: Date): Promise<void> {
  const { suite, roots, omit } = await readRecipe();
  const resolve = async (architecture: DebianArchitecture) =>
    resolveClosure(parseIndex(await fetchIndex({ mirror, suite, architecture })), roots, omit).map((one) => ({
      ...one,
    }));
  const packages = { amd64: await resolve('amd64'), arm64: await resolve('arm64') };
  const timestamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  await writeFile(`${lockFile}.part`, formatLock({ suite, timestamp, packages }));
  await rename(`${lockFile}.part`, lockFile);
}
