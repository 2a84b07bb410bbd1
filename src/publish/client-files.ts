import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MachineError } from '../errors.ts';
import { pageIcon } from '../render/page-icon.ts';
import { movedScript } from './moved-script.ts';
import { openedAsFileScript } from './opened-as-file.ts';
import { reachableFiles } from './reachable-files.ts';
import type { SiteFile } from './site-file.ts';

/** What the pages of a site load, below one folder that is named by its content: it may be cached for ever. */
export interface ClientFiles {
  readonly files: readonly SiteFile[];
  /** The folder, below the site's. */
  readonly folder: string;
  /** Fonts to be asked for before the style sheet has been read, below the site's folder. */
  readonly fonts: readonly string[];
  /** Whether there is such a file below the folder. */
  has(path: string): boolean;
}

/** Where a site keeps what its pages load. */
export const assetsFolder = 'assets';

/** What of the client a site's decks need. */
export interface ClientNeeds {
  /** Names of reveal.js's themes. */
  readonly themes: ReadonlySet<string>;
  readonly diagrams: boolean;
  /** Fonts that the pages are sure to need, below the client's folder. */
  readonly fonts: readonly string[];
}

/** Reads what is needed of the bundled client in `clientDir`, and of the themes in `themesDir`. */
export async function readClientFiles(
  clientDir: string,
  themesDir: string,
  needs: ClientNeeds,
): Promise<ClientFiles> {
  const bundled = await filesBelow(clientDir).catch((): readonly string[] => []);
  if (!bundled.includes('slides.js'))
    throw new MachineError(`${clientDir} holds no pages' scripts`, 'npm run build');
  // Some two hundred small files: reading them in turn takes a quarter of what reading them side by side does.
  const read = (dir: string, path: string): [string, Uint8Array] => [path, readFileSync(join(dir, path))];
  const all = new Map(
    // A host compresses as it sees fit.
    bundled.filter((path) => !/\.(?:map|gz|br)$/.test(path)).map((path) => read(clientDir, path)),
  );
  const reached = reachableFiles(all, needs.diagrams);
  const known = new Set(await readdir(themesDir).catch(() => []));
  const themes = [...needs.themes]
    .filter((name) => known.has(`${name}.css`))
    .map((name) => read(themesDir, `${name}.css`));
  const entries: { path: string; bytes: Uint8Array }[] = [
    ...[...all].filter(([path]) => reached.has(path)).map(([path, bytes]) => ({ path, bytes })),
    ...themes.map(([path, bytes]) => ({ path: `reveal-theme/${path}`, bytes })),
  ];
  entries.push({ path: 'moved.js', bytes: Buffer.from(movedScript) });
  entries.push({ path: 'icon.svg', bytes: Buffer.from(pageIcon) });
  entries.push({ path: 'opened-as-file.js', bytes: Buffer.from(openedAsFileScript) });
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256');
  for (const { path, bytes } of entries) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  const folder = `${assetsFolder}/${hash.digest('hex').slice(0, 12)}`;
  const paths = new Set(entries.map(({ path }) => path));
  return {
    folder,
    files: entries.map(({ path, bytes }) => ({ path: `${folder}/${path}`, content: bytes })),
    fonts: needs.fonts.map((path) => `${folder}/${path}`),
    has: (path) => paths.has(path),
  };
}

async function filesBelow(folder: string, below = ''): Promise<readonly string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    }),
  );
  return found.flat().sort();
}
