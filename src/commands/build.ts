import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Deck } from '../deck/deck.ts';
import { findDecks } from '../deck/find-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { type FileContent, type WrittenSite, writeSite } from '../disk/write-site.ts';
import { projectDir } from '../environment/places.ts';
import { ConfigError, DeckError, type Problem } from '../errors.ts';
import { buildSite } from '../publish/build-site.ts';
import { assetsFolder, readClientFiles } from '../publish/client-files.ts';
import type { SiteDeck } from '../publish/deck-site.ts';
import { type LackingRecord, lackingRecords } from '../publish/lacking-records.ts';
import type { SiteFile } from '../publish/site-file.ts';
import { deckLockFile } from '../records/deck-lock.ts';
import { openHighlights } from '../records/kept-highlights.ts';
import { noRecords } from '../records/no-records.ts';
import type { PageRecords } from '../records/page-records.ts';
import { assetPath } from '../serve/deck-assets.ts';
import { pageFonts } from '../serve/page-fonts.ts';

export interface BuildOptions {
  readonly paths: readonly string[];
  readonly folder: string;
  readonly base: URL | undefined;
  readonly notes: boolean;
  /** Writes into a folder with other files in it. */
  readonly force: boolean;
  readonly onWarning: (problem: Problem) => void;
}

export interface BuiltSite extends WrittenSite {
  readonly decks: readonly Deck[];
  /** Cells whose output the pages do not have. */
  readonly lacking: readonly LackingRecord[];
}

const clientDir = join(projectDir, 'dist', 'client');

/** Writes decks as a site of static pages, with what is recorded of their cells. Throws `DeckError` with all errors. */
export async function build(options: BuildOptions): Promise<BuiltSite> {
  const decks = await readSound(options.paths, options.onWarning);
  const themes = new Set(decks.flatMap(({ settings }) => settings.theme ?? []));
  const diagrams = decks.some(({ slides }) => slides.some(({ markdown }) => /mermaid/i.test(markdown)));
  const [sites, client] = await Promise.all([
    Promise.all(decks.map(siteDeckOf)),
    readClientFiles(clientDir, join(projectDir, 'node_modules', 'reveal.js', 'dist', 'theme'), {
      themes,
      diagrams,
      fonts: pageFonts(clientDir),
    }),
  ]);
  const { base, notes } = options;
  const colours = await openHighlights(decks.map(({ file }) => file).join('\n'));
  colours.begin();
  const files = contentsOf(await buildSite(sites, { client, base, notes }));
  await colours.save();
  const site = await writeSite(options.folder, files, options.force);
  return { ...site, decks, lacking: sites.flatMap(lackingRecords) };
}

async function readSound(
  paths: readonly string[],
  onWarning: BuildOptions['onWarning'],
): Promise<readonly Deck[]> {
  const decks = await Promise.all((await findDecks(paths)).map((file) => loadDeck(file)));
  const problems = decks.flatMap((deck) => deck.problems);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  if (errors.length > 0) throw new DeckError([...errors, ...warnings]);
  warnings.forEach(onWarning);
  return withOwnNames(decks);
}

/** What a site has beside the folders of its decks. */
const siteNames = new Set([assetsFolder, 'index.html']);

/** Names as the server gives them: where two decks have the same, the later one's gets a number. */
function withOwnNames(decks: readonly Deck[]): readonly Deck[] {
  const taken = new Set<string>();
  return decks.map((deck) => {
    // A disk that does not tell letters' cases apart would put both into one folder.
    if (siteNames.has(deck.name.toLowerCase()) || deck.name.startsWith('.'))
      throw new ConfigError(
        `${deck.file}: a deck of a site cannot be called \`${deck.name}\``,
        'give the file or its folder another name',
      );
    let { name } = deck;
    for (let count = 2; taken.has(name); count++) name = `${deck.name}-${count}`;
    taken.add(name);
    return { ...deck, name };
  });
}

async function siteDeckOf(deck: Deck): Promise<SiteDeck> {
  return { deck, records: await recordsOf(deck), locate: (path) => assetPath(deck.file, path) };
}

/** Screens are read in only where there is something to put on them. */
async function recordsOf(deck: Deck): Promise<PageRecords> {
  if (!existsSync(deckLockFile(deck.file))) return noRecords;
  const { openPageRecords } = await import('../records/page-records.ts');
  return openPageRecords(deck);
}

/** Two decks of one folder name the same picture twice, each under its own path. */
const contentsOf = (files: readonly SiteFile[]): ReadonlyMap<string, FileContent> =>
  new Map(
    files.map(({ path, content }) => [path, typeof content === 'string' ? Buffer.from(content) : content]),
  );
