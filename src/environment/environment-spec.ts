import { createHash } from 'node:crypto';

/** What a deck asks of its environment. */
export interface EnvironmentSpec {
  /** Attribute paths in the package set; sorted, each once. */
  readonly packages: readonly string[];
  /** `pocket`, or a flake reference with its hash, as the deck's lock pins it. */
  readonly nixpkgs: string;
  /** The folder behind a `path:` reference, which is at `/mnt/flake` in there. */
  readonly flakeDir?: string | undefined;
  /** Where store paths of a real nixpkgs come from, and whose signatures count. */
  readonly substituters: readonly string[];
  readonly trustedPublicKeys: readonly string[];
  /** Whether the cells run containers, which takes programs of their own. */
  readonly containers: boolean;
}

/** The environment of a deck that asks for nothing: shells and builders, nothing to show. */
export const plainSpec: EnvironmentSpec = {
  packages: [],
  nixpkgs: 'pocket',
  substituters: [],
  trustedPublicKeys: [],
  containers: false,
};

/** Names what a spec comes to on one base and one package set: 32 hex digits. */
export function environmentHash(spec: EnvironmentSpec, on: { base: string; source: string }): string {
  const { packages, nixpkgs, containers } = spec;
  const parts = ['piste-environment 3', on.base, on.source, nixpkgs, containers, packages];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
