import { replaceFile } from '../disk/whole-file.ts';
import { parseIndex, resolveClosure } from './debian-index.ts';
import { fetchIndex } from './fetch-index.ts';
import {
  formatLock,
  lockFile,
  type PocketArchitecture,
  type PocketList,
  readPocketList,
  readRecipe,
} from './lock.ts';
import type { Mirror } from './mirror.ts';
import { resolveUnits } from './resolve-units.ts';

/** Resolves the recipe and pocketpkgs' list anew against the mirror and writes the lock. */
export async function updateLock(mirror: Mirror, now: Date): Promise<void> {
  const { suite, roots, omit } = await readRecipe();
  const list = await readPocketList();
  const index = async (architecture: PocketArchitecture) =>
    parseIndex(await fetchIndex({ mirror, suite, architecture }));
  const [amd64, arm64, i386] = [await index('amd64'), await index('arm64'), await index('i386')];
  const rootPackages = (from: typeof amd64) => resolveClosure(from, roots, omit).map((one) => ({ ...one }));
  const units = (from: typeof amd64) =>
    resolveUnits(from, pocketChoice(list)).map((one) => ({ ...one, needs: [...one.needs] }));
  const text = formatLock({
    suite,
    timestamp: now.toISOString().replace(/[-:]|\.\d+/g, ''),
    packages: { amd64: rootPackages(amd64), arm64: rootPackages(arm64) },
    pocketpkgs: { amd64: units(amd64), arm64: units(arm64), i386: units(i386) },
  });
  await replaceFile(lockFile, text);
}

function pocketChoice(list: PocketList) {
  const { omit, cut, join, bootstrap, busybox } = list;
  const offered = [...Object.values(list.attributes), ...Object.values(list.python3Packages)].flat();
  return { roots: [...offered, ...bootstrap, busybox], omit, cut, join };
}
