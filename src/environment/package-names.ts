import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nearestWord } from '../cells/nearest-word.ts';
import { sandboxDir } from './places.ts';

/** What pocketpkgs calls its packages. */
export interface PackageNames {
  /** Whether something of that name may be in the set; false is certain. */
  has(name: string): boolean;
  /** What to write instead of a name that the set does not have. */
  mend(name: string): string;
}

let opened: Promise<PackageNames> | undefined;

/** Reads the names from the set's own list, once; what it builds beside Debian's packages from its Nix files. */
export function openPackageNames(): Promise<PackageNames> {
  opened ??= readNames();
  return opened;
}

async function readNames(): Promise<PackageNames> {
  const read = (name: string) => readFile(join(sandboxDir, 'pocketpkgs', name), 'utf8');
  const [list, elsewhere, ...sources] = await Promise.all(
    ['packages.json', 'nixpkgs-names.json', 'top-level.nix', 'aliases.nix', 'python.nix', 'requires.nix'].map(
      read,
    ),
  );
  const packages = keysOf(list, 'attributes');
  const modules = keysOf(list, 'python3Packages').map((name) => `python3Packages.${name}`);
  const here = new Set([...packages, ...modules]);
  const inNix = new Set(sources.flatMap((source) => source.match(/[A-Za-z_][\w'-]*/g) ?? []));
  const known: unknown = JSON.parse(elsewhere ?? '{}');
  return {
    has(name) {
      const [first = '', second] = name.split('.');
      if (here.has(name) || here.has(first)) return true;
      if (!inNix.has(first)) return false;
      return !/^python\d*Packages$/.test(first) || second === undefined
        ? true
        : here.has(`python3Packages.${second}`) || inNix.has(second);
    },
    mend(name) {
      // Of other sets people know what does the same here.
      const alike = typeof known === 'object' && known !== null ? Object.entries(known) : [];
      const instead = alike.find(([one]) => one === name)?.[1];
      const near =
        typeof instead === 'string' && instead !== ''
          ? instead
          : nearestWord(name, [...here, 'stdenv', 'dockerTools', 'buildGoModule']);
      if (near !== undefined) return `did you mean \`${near}\`?`;
      return 'docs/pocketpkgs.md lists what there is; `environment.nixpkgs` can name a real nixpkgs instead';
    },
  };
}

function keysOf(json: string | undefined, key: string): readonly string[] {
  const value: unknown = JSON.parse(json ?? '{}');
  const part =
    typeof value === 'object' && value !== null
      ? Object.entries(value).find(([one]) => one === key)
      : undefined;
  return typeof part?.[1] === 'object' && part[1] !== null ? Object.keys(part[1]) : [];
}
