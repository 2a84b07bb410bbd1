import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { recipeFile } from './lock.ts';
import { sandboxDir } from './places.ts';

/** Our own files that go into every environment, as they lie below `sandbox/rootfs`. */
export const rootFilesDir = join(sandboxDir, 'rootfs');

/** Paths below `rootFilesDir`, sorted. */
export async function listRootFiles(): Promise<readonly string[]> {
  const entries = await readdir(rootFilesDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(rootFilesDir, join(entry.parentPath, entry.name)))
    .sort();
}

/** What of our own an environment's name depends on: each file's digest, and the recipe's. */
export async function digestOwnFiles(): Promise<ReadonlyMap<string, string>> {
  const paths = [...(await listRootFiles()).map((path) => [path, join(rootFilesDir, path)] as const)];
  paths.push(['packages.json', recipeFile]);
  const digests = await Promise.all(
    paths.map(
      async ([name, path]) =>
        [
          name,
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex'),
        ] as const,
    ),
  );
  return new Map(digests);
}
