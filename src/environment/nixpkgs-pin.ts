import type { DeckEnvironment } from '../deck/deck.ts';
import { environmentHash } from './environment-spec.ts';
import { baseHash, debianArchitectures, readLock } from './lock.ts';
import { specOfDeck } from './pin-flake.ts';
import { digestPocket } from './pocket-source.ts';
import { digestOwnFiles } from './root-files.ts';

/** The package set that an environment was made of. */
export interface NixpkgsPin {
  /** As the deck names it: `pocket`, or a flake reference. */
  readonly ref: string;
  /** The SHA-256 of pocketpkgs, or the exact flake; null where it cannot be told that the environment was made of it. */
  readonly pinned: string | null;
  /** Of pocketpkgs: the Debian that it is made of, as `trixie 2026-11-20`. */
  readonly debian: string | null;
}

/** Tells what an environment was made of, by its hash. */
export type TellPin = (
  deck: { readonly file: string; readonly wishes: DeckEnvironment },
  environment: string,
) => Promise<NixpkgsPin>;

/**
 * Reads once what environments are named by. A pin is told only where it comes to the very hash, on any architecture: an
 * environment of another Piste, or one whose packages had to be taken newer, has a pin that nobody here knows.
 */
export async function openPins(): Promise<TellPin> {
  const lock = await readLock();
  const [files, source] = await Promise.all([digestOwnFiles(), digestPocket(lock.pocketpkgs)]);
  const bases = debianArchitectures.map((name) => baseHash({ packages: lock.packages[name], files }));
  const day = lock.timestamp.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
  return async (deck, environment) => {
    const { nixpkgs: ref } = deck.wishes;
    const spec = await specOfDeck(deck);
    const isMadeOf = spec && bases.some((base) => environmentHash(spec, { base, source }) === environment);
    if (!spec || !isMadeOf) return { ref, pinned: null, debian: null };
    return ref === 'pocket'
      ? { ref, pinned: source, debian: `${lock.suite} ${day}` }
      : { ref, pinned: spec.nixpkgs, debian: null };
  };
}
