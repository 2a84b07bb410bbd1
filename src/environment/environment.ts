import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Places } from './places.ts';

const sharePart = z.object({
  /** As the deck names it. */
  name: z.string(),
  closureBytes: z.number(),
  ownBytes: z.number(),
});

const manifestSchema = z.object({
  hash: z.string(),
  /** The hash it would have, had every package been there as the lock names it. */
  wanted: z.string(),
  base: z.string(),
  nixVersion: z.string(),
  builtAt: z.string(),
  /** Bytes of its store; the files of the base, which environments share, are not counted. */
  sizeBytes: z.number(),
  /** Packages that were taken newer than the lock has them, as `name old -> new`. */
  newer: z.array(z.string()),
  /** What the deck asks for, and what that and the builders come to. */
  asked: z.array(z.string()),
  packages: z.array(sharePart),
});

/**
 * What sessions run in: an immutable root filesystem with a Nix store that holds what a deck asks for, named by a hash
 * of all it is made of.
 */
export type Environment = Readonly<z.infer<typeof manifestSchema>> & {
  readonly dir: string;
  readonly rootfs: string;
};

/** What its package set offers, as lines of `store name<TAB>attribute`; empty for a nixpkgs that is not ours. */
export const readOffersText = (environment: Pick<Environment, 'dir'>): Promise<string> =>
  readFile(join(environment.dir, 'offers'), 'utf8').catch(() => '');

export type EnvironmentManifest = z.infer<typeof manifestSchema>;

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
