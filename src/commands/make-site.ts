import type { Deck } from '../deck/deck.ts';
import { openPins, type TellPin } from '../environment/nixpkgs-pin.ts';
import { clientDir, placesOf, revealThemesDir } from '../environment/places.ts';
import { MachineError, type Problem, withMend } from '../errors.ts';
import { buildSite } from '../publish/build-site.ts';
import { readClientFiles } from '../publish/client-files.ts';
import type { SiteDeck } from '../publish/deck-site.ts';
import type { LackingRecord } from '../publish/lacking-records.ts';
import { type Memory, openMemory } from '../publish/memory.ts';
import { programVersion } from '../publish/program-digest.ts';
import type { SiteFile } from '../publish/site-file.ts';
import { openHighlights } from '../records/kept-highlights.ts';
import { assetPath } from '../serve/deck-assets.ts';
import { pageFonts } from '../serve/page-fonts.ts';
import { type ReadDeck, readSiteDecks, recordedDeck } from './site-decks.ts';

/** What a site is made of, and how. */
export interface SiteWishes {
  readonly paths: readonly string[];
  readonly base: URL | undefined;
  /** What the site is called; by itself it says what it is. */
  readonly title?: string | undefined;
  readonly notes: boolean;
  readonly onWarning: (problem: Problem) => void;
  /** Told in a line what the site does without. */
  readonly onNote?: ((line: string) => void) | undefined;
}

export interface MadeSite {
  readonly files: readonly SiteFile[];
  readonly decks: readonly Deck[];
  /** How many of them had to be made; the others are as they were. */
  readonly decksMade: number;
  /** Cells whose output the pages do not have. */
  readonly lacking: readonly LackingRecord[];
}

/** Makes the files of a site, and writes none of them. Throws `DeckError` with all errors. */
export async function makeSite(wishes: SiteWishes): Promise<MadeSite> {
  const memory = openMemory(placesOf().home);
  const read = await readSiteDecks(wishes.paths, memory.of('deck'), wishes.onWarning);
  const decks = read.map(({ deck }) => deck);
  const themes = new Set(decks.flatMap(({ settings }) => settings.theme ?? []));
  const diagrams = decks.some(({ slides }) => slides.some(({ markdown }) => /mermaid/i.test(markdown)));
  const pinOf = await openPins();
  const sites = await Promise.all(read.map((one) => siteDeckOf(one, memory, pinOf)));
  const client = await readClientFiles(clientDir, revealThemesDir, {
    themes,
    diagrams,
    fonts: pageFonts(clientDir),
  });
  const { base, notes, title } = wishes;
  const covers = base && (await drawCovers(sites, wishes.onNote));
  const built = await buildSite(sites, { client, base, notes, title, covers, version: programVersion() });
  memory.tidy();
  built.warnings.forEach(wishes.onWarning);
  return {
    files: built.files,
    decks,
    decksMade: memory.made('pages'),
    lacking: built.decks.flatMap(({ lacking }) => lacking),
  };
}

/** Pictures of first slides, for previews of links: only a site that knows its address can name them. */
async function drawCovers(
  sites: readonly SiteDeck[],
  onNote: SiteWishes['onNote'],
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const wanting = sites.filter(({ deck }) => deck.settings.about.image === undefined);
  try {
    const { drawFirstSlides } = await import('../export/first-slide-picture.ts');
    return await drawFirstSlides(wanting);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    onNote?.(`no pictures of first slides: ${withMend(error)}`);
    return undefined;
  }
}

async function siteDeckOf({ deck, source }: ReadDeck, memory: Memory, pinOf: TellPin): Promise<SiteDeck> {
  const { digest, open } = await recordedDeck(deck, pinOf);
  const pages = memory.of('pages');
  return {
    deck,
    source,
    recorded: digest,
    records: open,
    locate: (path) => assetPath(deck.file, path),
    remember: (inputs, make, isDone) => pages(inputs, () => withColours(deck.file, make), isDone),
  };
}

/** What was coloured once, here or where the deck is presented, is not coloured again. */
async function withColours<T>(deckFile: string, make: () => Promise<T>): Promise<T> {
  const colours = await openHighlights(deckFile);
  colours.begin();
  const made = await make();
  await colours.save();
  return made;
}
