import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { sandboxDir } from './places.ts';

export const debianArchitectures = ['amd64', 'arm64'] as const;
export type DebianArchitecture = (typeof debianArchitectures)[number];

const lockedPackage = z.strictObject({
  name: z.string(),
  version: z.string(),
  path: z.string().regex(/^pool\/[\w.+~/%-]+$/, 'a pool path'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().positive(),
});

const lockSchema = z.strictObject({
  suite: z.string(),
  /** When it was made, in the snapshot archive's form. */
  timestamp: z.string().regex(/^\d{8}T\d{6}Z$/),
  packages: z.strictObject({ amd64: z.array(lockedPackage), arm64: z.array(lockedPackage) }),
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
  const list = (packages: readonly LockedPackage[]) =>
    packages.map((p) => `      ${JSON.stringify(p)}`).join(',\n');
  return `{
  "suite": ${JSON.stringify(lock.suite)},
  "timestamp": ${JSON.stringify(lock.timestamp)},
  "packages": {
    "amd64": [
${list(lock.packages.amd64)}
    ],
    "arm64": [
${list(lock.packages.arm64)}
    ]
  }
}
`;
}

/** Names an environment by all that goes into it: 32 hex digits. */
export function environmentHash(parts: {
  packages: readonly LockedPackage[];
  files: ReadonlyMap<string, string>;
}): string {
  const hash = createHash('sha256').update('piste-environment 1\n');
  for (const { name, sha256 } of parts.packages) hash.update(`package ${name} ${sha256}\n`);
  for (const [path, digest] of [...parts.files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`file ${path} ${digest}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Debian's word for this machine's processor; undefined for one we have no lock for. */
export function debianArchitecture(arch: string = process.arch): DebianArchitecture | undefined {
  return arch === 'x64' ? 'amd64' : arch === 'arm64' ? 'arm64' : undefined;
}
