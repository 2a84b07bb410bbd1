import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { DeckSources } from '../deck/load-deck.ts';
import { ConfigError } from '../errors.ts';
import { filesNamedInData, filesNamedInHtml } from '../html/named-files.ts';
import { deckLockFile } from '../records/deck-lock.ts';
import type { ExportDeck } from './export-deck.ts';
import { slidesPage } from './slides-page.ts';

/** What somebody wants to be written: files, and folders that get pictures, named as those of slides are. */
export interface Targets {
  readonly files: readonly string[];
  readonly pictures: readonly string[];
}

/**
 * Throws `ConfigError` where one of the targets would take the place of what it is made of: the deck, what it includes, its
 * lock, its records, what its pages show, and whatever else `own` says. What they only lead to, such as the deck's own PDF,
 * may be replaced.
 */
export async function mustNotReplaceOwn(
  site: ExportDeck,
  { file, reads }: Pick<DeckSources, 'file' | 'reads'>,
  targets: Targets,
  own: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const folder = dirname(resolve(file));
  const named = [
    ...(await shownFiles(site, await realpath(folder), targets)).map(
      (path) => [path, 'shown in it'] as const,
    ),
    ...[...reads.keys()].map((path) => [join(folder, path), 'included in it'] as const),
    ...own,
    [deckLockFile(file), 'its lock'] as const,
    [file, 'the deck itself'] as const,
  ];
  const places = new Map<string, string>();
  for (const [path, what] of named) places.set(await placeOf(path), what);
  const records = await placeOf(join(folder, 'outputs'));
  for (const target of targets.files) {
    const place = await placeOf(target);
    const isRecord = dirname(place) === records && place.endsWith('.cast');
    refuse(site, target, isRecord ? 'one of its records' : places.get(place));
  }
  for (const pictures of targets.pictures) {
    const place = await placeOf(pictures);
    for (const [path, what] of places)
      if (dirname(path) === place && /^\d+(?:-\d+)?\.png$/.test(basename(path)))
        refuse(site, join(pictures, basename(path)), what);
  }
}

function refuse({ deck }: ExportDeck, target: string, what: string | undefined): void {
  if (what === undefined) return;
  const whose = what === 'the deck itself' ? what : `${what} (${deck.file})`;
  throw new ConfigError(
    `${target} would be replaced, and is ${whose}`,
    'name another file, or another folder',
  );
}

/** The files that a deck's pages show; none where nothing that is there could be one of them. */
async function shownFiles(
  site: ExportDeck,
  folder: string,
  { files, pictures }: Targets,
): Promise<readonly string[]> {
  const there = await Promise.all(
    [...files, ...pictures].map(async (path) => {
      const place = await placeOf(path);
      return `${place}${sep}`.startsWith(`${folder}${sep}`) && (await stat(place).catch(() => undefined));
    }),
  );
  if (!there.some((found) => found)) return [];
  const page = (await slidesPage(site)).replace(/<a\b[^>]*>/gi, '');
  const named = [...filesNamedInHtml(page), ...filesNamedInData(site.deck.settings.revealOptions)];
  const found = await Promise.all(named.map((path) => site.locate(path)));
  return found.filter((path) => path !== undefined);
}

/** One name for a file, whichever way it is named; for one that is not there, where it would be. */
const placeOf = async (path: string): Promise<string> =>
  realpath(path).catch(async () =>
    join(await realpath(dirname(path)).catch(() => resolve(dirname(path))), basename(path)),
  );
