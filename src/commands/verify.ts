import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasUnfinished, isChange } from '../disk/site-change.ts';
import { noteIn, parseMark, type SiteList, siteMark } from '../disk/site-mark.ts';
import { openPins, type TellPin } from '../environment/nixpkgs-pin.ts';
import { ConfigError } from '../errors.ts';
import {
  cellDocuments,
  type DeckDocument,
  deckDocumentSchema,
  environmentDocument,
} from '../publish/deck-document.ts';
import { type Making, parseMaking } from '../publish/making.ts';
import type { Difference } from '../publish/verify/difference.ts';
import { type DeckNow, verifyDeck } from '../publish/verify/verify-deck.ts';
import { verifyFiles } from '../publish/verify/verify-files.ts';
import { verifyPages } from '../publish/verify/verify-pages.ts';
import { remakeSite } from './remake-site.ts';
import { type ReadDeck, readSiteDecks, recordedDeck } from './site-decks.ts';

export interface VerifyOptions {
  readonly site: string;
  /** The decks that it is held to; without any, the site is held to what it says of itself. */
  readonly paths: readonly string[];
}

export interface VerifiedSite {
  /** In the order of the site's files. */
  readonly differences: readonly Difference[];
  /** How many files were written, and how many lie there that were not. */
  readonly files: number;
  readonly others: number;
  /** The first of those. */
  readonly otherFiles: readonly string[];
  /** The decks of the site, and those among them that it was held to. */
  readonly decks: readonly string[];
  readonly compared: readonly string[];
  readonly outputs: number;
  /** Whether every page was held to what its decks come to; else why not. */
  readonly remade: true | string;
  /** How its list says that it was made; undefined where it does not say. */
  readonly making: Making | undefined;
}

/** Holds a published site to its own list and, where decks are named, to them and their locks. Runs nothing. */
export async function verify({ site, paths }: VerifyOptions): Promise<VerifiedSite> {
  const again = `npm run -s piste -- build ${paths.length === 0 ? 'DECK...' : paths.join(' ')} -o ${site}`;
  const mark = readMark(site);
  const list = parseMark(mark);
  if (list.size === 0) throw new ConfigError(`${join(site, siteMark)} lists nothing`, again);
  const files = verifyFiles(site, list, again);
  const told = new Set(files.map(({ path }) => path));
  const unfinished = hasUnfinished(site)
    ? [{ path: siteMark, message: 'a build was killed while it wrote the site', mend: again }]
    : [];
  const listed = [...list.keys()].filter(isDocument);
  const documents = listed.flatMap((path) => readDocument(site, path));
  const said = documents.flatMap(({ path, document }) =>
    document === undefined
      ? [{ path, message: 'it is not what `piste build` writes', mend: again }]
      : verifyPages(document, (below) => readBelow(join(site, document.name), below), again),
  );
  const known = documents.flatMap(({ document }) => document ?? []);
  const decks =
    paths.length === 0
      ? []
      : await readSiteDecks(
          paths,
          (_, make) => make(),
          () => {},
        );
  const { compared, differences } = await compare(known, new Set(listed), decks, again);
  const named = new Set(decks.map(({ deck }) => documentOf(deck.name)));
  const isWhole = differences.length === 0 && named.size > 0 && listed.every((path) => named.has(path));
  const making = parseMaking(noteIn(mark));
  const { remade, unlike } = isWhole
    ? await remakeSite(paths, making, list, again)
    : { remade: 'only a site whose decks are all named, and as they were, is made again', unlike: [] };
  const others = unknownFiles(site, list);
  return {
    differences: [
      ...unfinished,
      ...files,
      ...said.filter(({ path }) => !told.has(path)),
      ...differences,
      ...unlike,
    ],
    files: list.size,
    others: others.length,
    otherFiles: others.slice(0, mostNamed),
    decks: known.map(({ name }) => name),
    compared,
    outputs: known.flatMap(({ cells }) => cells).filter(({ output }) => output !== null).length,
    remade,
    making,
  };
}

const mostNamed = 10;

const documentOf = (name: string): string => `${name}/deck.json`;
const isDocument = (path: string): boolean => /^[^/]+\/deck\.json$/.test(path);

function readMark(site: string): string {
  if (!existsSync(site))
    throw new ConfigError(`${site}: no such folder`, 'name what piste build has written');
  const file = join(site, siteMark);
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile())
    throw new ConfigError(
      `${site} is no site that piste build has written: it has no ${siteMark}`,
      'name the folder that was given to piste build, with its hidden files',
    );
  return readFileSync(file, 'utf8');
}

interface FoundDocument {
  readonly path: string;
  readonly document: DeckDocument | undefined;
}

function readDocument(site: string, path: string): readonly FoundDocument[] {
  const text = readBelow(site, path);
  // That it is not there is told with the files.
  if (text === undefined) return [];
  const document = parsedDocument(text);
  return [{ path, document: document?.name === path.split('/')[0] ? document : undefined }];
}

function parsedDocument(text: string): DeckDocument | undefined {
  try {
    return deckDocumentSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readBelow(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : undefined;
}

async function compare(
  known: readonly DeckDocument[],
  listed: ReadonlySet<string>,
  decks: readonly ReadDeck[],
  again: string,
): Promise<Pick<VerifiedSite, 'compared' | 'differences'>> {
  const compared: string[] = [];
  const differences: Difference[] = [];
  if (decks.length === 0) return { compared, differences };
  const pinOf = await openPins();
  for (const read of decks) {
    const { name, file } = read.deck;
    const document = known.find((one) => one.name === name);
    if (document === undefined) {
      const path = documentOf(name);
      // That it is gone, or none any more, is told with the files.
      if (!listed.has(path)) differences.push({ path, message: `${file} is not on this site`, mend: again });
      continue;
    }
    compared.push(name);
    differences.push(...verifyDeck(document, await deckNow(read, pinOf), again));
  }
  return { compared, differences };
}

async function deckNow({ deck, source }: ReadDeck, pinOf: TellPin): Promise<DeckNow> {
  const records = await (await recordedDeck(deck, pinOf)).open();
  return {
    file: deck.file,
    source,
    environment: environmentDocument(deck, records),
    cells: await cellDocuments(deck, records),
  };
}

/** The files and links in the folder that no build has written; what begins with a dot is its host's. */
function unknownFiles(site: string, list: SiteList): readonly string[] {
  const look = (below: string): readonly string[] =>
    readdirSync(join(site, below), { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.') && !isChange(name))
      .flatMap((entry) => {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        return entry.isDirectory() ? look(path) : list.has(path) ? [] : [path];
      });
  return [...look('')].sort();
}
