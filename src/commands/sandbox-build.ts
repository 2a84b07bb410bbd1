import { join } from 'node:path';
import { formatBytes } from '../cells/quantities.ts';
import { findDecks } from '../deck/find-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { downloadBytes } from '../environment/download-shares.ts';
import type { Environment } from '../environment/environment.ts';
import { plainSpec } from '../environment/environment-spec.ts';
import { readLock, readPocketList, thisArchitecture } from '../environment/lock.ts';
import { findMirror } from '../environment/mirror.ts';
import { projectDir } from '../environment/places.ts';
import { updateLock } from '../environment/update-lock.ts';
import { findMachinery, type MachineryOptions, mirrorOf } from './machinery.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

export interface SandboxBuildOptions extends MachineryOptions {
  /** Decks whose environments are built; those of the project, and that of a deck without wishes, unless given. */
  readonly paths: readonly string[];
  /** Whether each package's share is shown. */
  readonly explain: boolean;
}

/** Builds the decks' environments; says each one's name, size and folder, and what takes the room if asked. */
export async function sandboxBuild(options: SandboxBuildOptions): Promise<void> {
  const files = await findDecks(options.paths.length > 0 ? options.paths : [join(projectDir, 'decks')]);
  const decks = await Promise.all(files.map((file) => loadDeck(file)));
  const machinery = await findMachinery(options);
  const rows: { readonly name: string; readonly environment: Environment }[] = [];
  if (options.paths.length === 0)
    rows.push({ name: 'any deck', environment: await machinery.environment(plainSpec) });
  for (const deck of decks) rows.push({ name: deck.name, environment: await machinery.environmentOf(deck) });
  for (const { name, environment } of rows) {
    const { hash, nixVersion, sizeBytes, dir } = environment;
    print(`${name}: ${hash}  Nix ${nixVersion}  ${formatBytes(sizeBytes)}  ${dir}`);
    if (options.explain) for (const line of await explain(environment)) print(line);
  }
}

/** A table of an environment's packages: what each brings with it, what only it brings, what is fetched for it. */
async function explain(environment: Environment): Promise<readonly string[]> {
  const list = await readPocketList();
  const locked = (await readLock()).pocketpkgs[thisArchitecture()];
  const cells = [...environment.packages]
    .sort((a, b) => b.closureBytes - a.closureBytes)
    .map(({ name, closureBytes, ownBytes }) => {
      const fetched = downloadBytes(name, list, locked);
      return [name, formatBytes(closureBytes), formatBytes(ownBytes), fetched ? formatBytes(fetched) : ''];
    });
  const table = [
    ['  package', 'with all it needs', 'only it needs', 'to fetch'],
    ...cells.map(([name, ...rest]) => [`  ${name}`, ...rest]),
  ];
  const width = (column: number) => Math.max(...table.map((row) => row[column]?.length ?? 0));
  return table.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(width(0)) : text.padStart(width(column) + 2)))
      .join(''),
  );
}

/** Resolves the package lists anew on the mirror and writes the lock, for a person to look at and commit. */
export async function sandboxUpdate(options: MachineryOptions): Promise<void> {
  await updateLock(await findMirror(mirrorOf(options)), new Date());
  print(
    'sandbox/environment.lock.json is written; look at it with git diff, then: npm run -s piste -- sandbox build',
  );
}
