import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Places } from './places.ts';

/** What sessions run in: an immutable root filesystem with a base Nix store, named by a hash of all it is made of. */
export interface Environment {
  readonly hash: string;
  readonly dir: string;
  readonly rootfs: string;
  readonly nixVersion: string;
  readonly builtAt: string;
  readonly sizeBytes: number;
  /** Packages that were taken newer than the lock has them, as `name old -> new`. */
  readonly newer: readonly string[];
}

export const manifestSchema = z.object({
  hash: z.string(),
  nixVersion: z.string(),
  builtAt: z.string(),
  sizeBytes: z.number(),
  newer: z.array(z.string()),
});

/** Reads one that is whole; undefined for a folder that is not an environment. */
export async function readEnvironment(dir: string): Promise<Environment | undefined> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(dir, 'environment.json'), 'utf8')));
    // Runtimes refuse a root that is reached through a link, and a home may be one.
    return { ...manifest, dir, rootfs: await realpath(join(dir, 'rootfs')) };
  } catch {
    return undefined;
  }
}

/** All that are built, the newest first. */
export async function listEnvironments(places: Places): Promise<readonly Environment[]> {
  const names = await readdir(places.environments).catch(() => []);
  const found = await Promise.all(names.map((name) => readEnvironment(join(places.environments, name))));
  return found.filter((one) => one !== undefined).sort((a, b) => b.builtAt.localeCompare(a.builtAt));
}
