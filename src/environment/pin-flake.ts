import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { DeckEnvironment } from '../deck/deck.ts';
import { readPin, writePin } from '../records/deck-lock.ts';
import type { Base } from './base.ts';
import { type EnvironmentSpec, plainSpec } from './environment-spec.ts';
import { handToSessions } from './places.ts';
import type { Pool } from './pool.ts';

const metadataSchema = z.object({
  url: z.string(),
  locked: z.object({ narHash: z.string() }),
});

/** The folder that a reference means, if it means one: `path:./set`, `./set`, `/srv/set`, `path:/srv/set`. */
export function flakeFolder(ref: string, deckFile: string): string | undefined {
  const path = ref.match(/^(?:path:)?([./][^?#]*)$/)?.[1];
  return path === undefined ? undefined : resolve(dirname(deckFile), path);
}

/** A deck's wishes in one order, so that two decks that ask for the same share an environment. */
function specOf(wishes: DeckEnvironment): EnvironmentSpec {
  const { packages, containers } = wishes;
  return { ...plainSpec, packages: [...new Set(packages)].sort(), containers };
}

/**
 * What a deck asks of its environment. A real nixpkgs is taken as the deck's lock pins it; one that has no pin there is
 * pinned by `pool`, with the network, and written to the lock. Undefined where it has no pin and no pool is given.
 */
export async function specOfDeck(
  deck: { readonly file: string; readonly wishes: DeckEnvironment },
  pool?: () => Promise<{ readonly pool: Pool; readonly base: Base }>,
): Promise<EnvironmentSpec | undefined> {
  const { file, wishes } = deck;
  const ref = wishes.nixpkgs;
  if (ref === 'pocket') return specOf(wishes);
  const folder = flakeFolder(ref, file);
  let pin = await readPin(file);
  if (pin?.ref !== ref) {
    if (!pool) return undefined;
    pin = { ref, pinned: await lockFlake(ref, folder, await pool()) };
    await writePin(file, pin);
  }
  const { substituters, trustedPublicKeys } = wishes;
  const real = { ...specOf(wishes), substituters, trustedPublicKeys };
  if (folder === undefined) return { ...real, nixpkgs: pin.pinned };
  return { ...real, nixpkgs: `path:/mnt/flake?narHash=${encodeURIComponent(pin.pinned)}`, flakeDir: folder };
}

/** The exact address of a flake, or the hash of a folder: no path of this machine goes into a lock. */
async function lockFlake(
  ref: string,
  folder: string | undefined,
  { pool, base }: { readonly pool: Pool; readonly base: Base },
): Promise<string> {
  const exchange = await mkdtemp(join(tmpdir(), 'piste-lock-'));
  try {
    await handToSessions(exchange);
    await pool.run('lock-flake', {
      base,
      exchange,
      network: folder === undefined,
      folders: folder === undefined ? [] : [{ source: folder, target: '/mnt/flake', writable: false }],
      env: { FLAKE: folder === undefined ? ref : 'path:/mnt/flake' },
    });
    const metadata = metadataSchema.parse(
      JSON.parse(await readFile(join(exchange, 'metadata.json'), 'utf8')),
    );
    return folder === undefined ? metadata.url : metadata.locked.narHash;
  } finally {
    await rm(exchange, { recursive: true, force: true });
  }
}
