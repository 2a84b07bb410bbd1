import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A root filesystem with Nix in it and nothing in its store: what environments are built in, and laid upon. */
export interface Base {
  readonly hash: string;
  readonly dir: string;
  readonly rootfs: string;
  readonly nixVersion: string;
  readonly builtAt: string;
  /** Packages that were taken newer than the lock has them, as `name old -> new`. */
  readonly newer: readonly string[];
}

const manifestSchema = z.object({
  hash: z.string(),
  nixVersion: z.string(),
  builtAt: z.string(),
  newer: z.array(z.string()),
});

/** Reads one that is whole; undefined for a folder that is not a base. */
export async function readBase(dir: string): Promise<Base | undefined> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(dir, 'base.json'), 'utf8')));
    // Runtimes refuse a root that is reached through a link, and a home may be one.
    return { ...manifest, dir, rootfs: await realpath(join(dir, 'rootfs')) };
  } catch {
    return undefined;
  }
}
