import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError, MachineError } from '../errors.ts';
import { sandboxDir } from './places.ts';

export const debianArchitectures = ['amd64', 'arm64'] as const;
export type DebianArchitecture = (typeof debianArchitectures)[number];
/** Pocketpkgs has packages for more machines than sessions run on. */
export const pocketArchitectures = [...debianArchitectures, 'i386'] as const;
export type PocketArchitecture = (typeof pocketArchitectures)[number];

/** One Debian package: where it is below a mirror, and what it has to be. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** One of pocketpkgs: the packages that it needs, and the store path that it is part of. */
export interface UnitPackage extends LockedPackage {
  readonly needs: readonly string[];
  readonly unit: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

// Told by hand: there are fifteen hundred of them, and every command that names an environment reads them all.
const isLockedPackage = (value: unknown): value is LockedPackage =>
  isRecord(value) &&
  typeof value.name === 'string' &&
  typeof value.version === 'string' &&
  typeof value.path === 'string' &&
  /^pool\/[\w.+~/%-]+$/.test(value.path) &&
  typeof value.sha256 === 'string' &&
  /^[0-9a-f]{64}$/.test(value.sha256) &&
  typeof value.size === 'number' &&
  Number.isInteger(value.size) &&
  value.size > 0;
const isUnitPackage = (value: unknown): value is UnitPackage =>
  isLockedPackage(value) &&
  'needs' in value &&
  Array.isArray(value.needs) &&
  value.needs.every((one) => typeof one === 'string') &&
  'unit' in value &&
  typeof value.unit === 'string';

const lockedPackage = z.custom<LockedPackage>(
  isLockedPackage,
  'is not a package with name, version, path, sha256, size',
);
const unitPackage = z.custom<UnitPackage>(isUnitPackage, 'is not a package with needs and unit');

const lockSchema = z.strictObject({
  suite: z.string(),
  /** When it was made, in the snapshot archive's form. */
  timestamp: z.string().regex(/^\d{8}T\d{6}Z$/),
  /** What the root filesystem is made of. */
  packages: z.strictObject({ amd64: z.array(lockedPackage), arm64: z.array(lockedPackage) }),
  pocketpkgs: z.strictObject({
    amd64: z.array(unitPackage),
    arm64: z.array(unitPackage),
    i386: z.array(unitPackage),
  }),
});
export type EnvironmentLock = z.infer<typeof lockSchema>;

const recipeSchema = z.strictObject({
  suite: z.string(),
  roots: z.array(z.string()),
  omit: z.array(z.string()),
  drop: z.array(z.string()),
  links: z.record(z.string(), z.string()),
  folders: z.array(z.string()),
});
export type Recipe = z.infer<typeof recipeSchema>;

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]);
const pocketListSchema = z.strictObject({
  /** Attribute -> Debian packages; the first has the store path. */
  attributes: z.record(z.string(), oneOrMore),
  python3Packages: z.record(z.string(), oneOrMore),
  bootstrap: z.array(z.string()),
  busybox: z.string(),
  omit: z.array(z.string()),
  cut: z.record(z.string(), z.array(z.string())),
  join: z.array(z.array(z.string())),
  /** What a package is, where Debian's index does not say: for the set itself. */
  descriptions: z.record(z.string(), z.string()).optional(),
});
/** The packages that pocketpkgs offers; see `docs/pocketpkgs.md`. */
export type PocketList = z.infer<typeof pocketListSchema>;

export const pocketDir = join(sandboxDir, 'pocketpkgs');
export const pocketListFile = join(pocketDir, 'packages.json');

export async function readPocketList(): Promise<PocketList> {
  return pocketListSchema.parse(JSON.parse(await readFile(pocketListFile, 'utf8')));
}

export const lockFile = join(sandboxDir, 'environment.lock.json');
export const recipeFile = join(sandboxDir, 'packages.json');

/** The lock of what an environment is made of; a `ConfigError` names what is wrong in it. */
export async function readLock(): Promise<EnvironmentLock> {
  const parsed = lockSchema.safeParse(JSON.parse(await readFile(lockFile, 'utf8')));
  if (!parsed.success)
    throw new ConfigError(
      `${lockFile}: ${z.prettifyError(parsed.error)}`,
      'npm run -s piste -- sandbox update',
    );
  return parsed.data;
}

export async function readRecipe(): Promise<Recipe> {
  return recipeSchema.parse(JSON.parse(await readFile(recipeFile, 'utf8')));
}

/** One line a package, so that a diff shows what moved. */
export function formatLock(lock: EnvironmentLock): string {
  const section = (architectures: Readonly<Record<string, readonly LockedPackage[]>>) =>
    Object.entries(architectures)
      .map(([name, packages]) => {
        const lines = packages.map((one) => `      ${JSON.stringify(one)}`).join(',\n');
        return `    ${JSON.stringify(name)}: [\n${lines}\n    ]`;
      })
      .join(',\n');
  return `{
  "suite": ${JSON.stringify(lock.suite)},
  "timestamp": ${JSON.stringify(lock.timestamp)},
  "packages": {
${section(lock.packages)}
  },
  "pocketpkgs": {
${section(lock.pocketpkgs)}
  }
}
`;
}

/** Names a root filesystem by all that goes into it: 32 hex digits. */
export function baseHash(parts: {
  packages: readonly LockedPackage[];
  files: ReadonlyMap<string, string>;
}): string {
  const hash = createHash('sha256').update('piste-base 1\n');
  for (const { name, sha256 } of parts.packages) hash.update(`package ${name} ${sha256}\n`);
  for (const [path, digest] of [...parts.files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`file ${path} ${digest}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Debian's word for this machine's processor; a `MachineError` for one that there is no lock for. */
export function thisArchitecture(): DebianArchitecture {
  if (process.arch === 'x64') return 'amd64';
  if (process.arch === 'arm64') return 'arm64';
  throw new MachineError(`no environment for ${process.arch}`, 'use an x86_64 or aarch64 machine');
}
