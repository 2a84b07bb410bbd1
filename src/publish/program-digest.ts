import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectDir } from '../environment/places.ts';

let digest: string | undefined;

/**
 * Names the program that makes pages, on whatever machine: by its own files and the packages that it stands on. Told once:
 * files that change while it runs are not the program that runs.
 */
export function programDigest(): string {
  digest ??= digestOfProgram();
  return digest;
}

function digestOfProgram(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) {
    const file = join(projectDir, name);
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  // Built, its first file names the next by what is in them, and these name the rest.
  if (here === join(projectDir, 'dist', 'program')) hash.update(readFileSync(join(here, 'cli.js')));
  else
    for (const file of filesBelow(join(projectDir, 'src')))
      hash.update(file.slice(projectDir.length)).update(readFileSync(file));
  return hash.digest('hex');
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** The version of Piste, as its package says it. */
export function programVersion(): string {
  const found: unknown = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'));
  return typeof found === 'object' && found !== null && 'version' in found
    ? String(found.version)
    : 'unknown';
}
