import { access, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { formatBytes } from '../cells/quantities.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { removeTree } from '../disk/remove-tree.ts';
import { type Base, readBase } from '../environment/base.ts';
import { currentBase } from '../environment/build-base.ts';
import { currentEnvironment } from '../environment/build-environment.ts';
import { readDeckUses, writeDeckUses } from '../environment/deck-uses.ts';
import { type Environment, listEnvironments } from '../environment/environment.ts';
import { plainSpec } from '../environment/environment-spec.ts';
import { specOfDeck } from '../environment/pin-flake.ts';
import { type Places, placesOf } from '../environment/places.ts';
import { openPool } from '../environment/pool.ts';
import { builtIn } from '../publish/memory.ts';
import { highlightsIn } from '../records/kept-highlights.ts';
import { chooseEngine, type MachineryOptions } from './machinery.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

/** The root file systems of sessions that some server of this user's has running. */
async function rootsInUse(places: Places): Promise<ReadonlySet<string>> {
  const ids = await readdir(places.run).catch(() => []);
  const bundle = z.object({ root: z.object({ path: z.string() }) });
  const roots = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(join(places.run, id, 'config.json'), 'utf8').catch(() => undefined);
      return text === undefined ? undefined : bundle.safeParse(JSON.parse(text)).data?.root.path;
    }),
  );
  return new Set(roots.filter((root) => root !== undefined));
}

/** The environments of the decks that are still there, as they are written now, and that of a deck without wishes. */
async function environmentsInUse(places: Places): Promise<readonly Environment[]> {
  const files = await readDeckUses(places);
  const there = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => file,
        () => undefined,
      ),
    ),
  );
  const decks = there.filter((file) => file !== undefined);
  await writeDeckUses(places, decks);
  const specs = await Promise.all(
    decks.map(async (file) => specOfDeck({ file, wishes: (await loadDeck(file)).settings.environment })),
  );
  const found = await Promise.all(
    [plainSpec, ...specs].map((spec) => (spec ? currentEnvironment(places, spec) : undefined)),
  );
  return found.filter((one) => one !== undefined);
}

/**
 * Removes environments that no deck asks for and no session runs in, what only they needed, the downloads, the
 * states of sessions that are kept, the code that was coloured, and the pages that were built.
 */
export async function sandboxGc(options: MachineryOptions): Promise<void> {
  const places = placesOf();
  const used = await rootsInUse(places);
  const wanted = new Set((await environmentsInUse(places)).map((one) => one.dir));
  const all = await listEnvironments(places);
  const kept = all.filter((one) => wanted.has(one.dir) || used.has(one.rootfs));
  const old = all.filter((one) => !kept.includes(one));
  for (const one of old) {
    await removeTree(one.dir);
    print(`removed ${one.hash}  ${formatBytes(one.sizeBytes)}`);
  }
  const base = await clearPool(places, kept, options);
  await clearBases(places, new Set([...kept.map((one) => one.base), ...(base ? [base.hash] : [])]));
  for (const [what, dir] of [
    ['downloads', places.downloads],
    ['kept states of sessions', places.snapshots],
    ['coloured code', highlightsIn(places.home)],
    ['built pages', builtIn(places.home)],
    ['pictures of first slides', join(places.home, 'covers')],
  ] as const) {
    const freedBytes = await sizeOf(dir);
    await removeTree(dir);
    if (freedBytes > 0) print(`removed ${what}  ${formatBytes(freedBytes)}`);
  }
  print(`${old.length} environments removed, ${kept.length} kept`);
}

/** Bytes of the files below a folder; 0 where there is none. */
async function sizeOf(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function clearPool(
  places: Places,
  kept: readonly Environment[],
  options: MachineryOptions,
): Promise<Base | undefined> {
  const base = await currentBase(places);
  const rootsDir = join(places.pool, 'nix/var/nix/gcroots/piste');
  for (const name of await readdir(rootsDir).catch(() => []))
    if (!kept.some((one) => one.hash === name)) await rm(join(rootsDir, name), { recursive: true });
  if (!base) return undefined;
  const engine = chooseEngine(options.runtime, places);
  const pool = await openPool(places, (program) => engine.runProgram(program));
  let freed = '';
  await pool.run('gc', {
    base,
    exchange: places.downloads,
    onLine: (line) => {
      freed = line.match(/store paths deleted, (.*) freed/)?.[1] ?? freed;
    },
  });
  if (freed !== '') print(`${freed} freed in the store that environments share`);
  return base;
}

async function clearBases(places: Places, kept: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(places.bases).catch(() => [])) {
    const base = await readBase(join(places.bases, name));
    if (base && !kept.has(base.hash)) await removeTree(base.dir);
  }
}
