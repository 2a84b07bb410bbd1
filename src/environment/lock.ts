import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { sandboxDir } from './places.ts';

export const debianArchitectures = ['amd64', 'arm64'] as const;
export type DebianArchitecture = (typeof debianArchitectures)[number];
/** Pocketpkgs has packages for more machines than sessions run on. */
export const pocketArchitectures = [...debianArchitectures, 'i386'] as const;
export type PocketArchitecture = (typeof pocketArchitectures)[number];

const lockedPackage = z.strictObject({
  name: z.string(),
  version: z.string(),
  path: z.string().regex(/^pool\/[\w.+~/%-]+$/, 'a pool path'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().positive(),
});

const unitPackage = lockedPackage.extend({ needs: z.array(z.string()), unit: z.string() });

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
export type LockedPackage = z.infer<typeof lockedPackage>;

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

/** Debian's word for this machine's processor; undefined for one we have no lock for. */
export function debianArchitecture(arch: string = process.arch): DebianArchitecture | undefined {
  return arch === 'x64' ? 'amd64' : arch === 'arm64' ? 'arm64' : undefined;
}
