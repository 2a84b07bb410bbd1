import type { Deck } from '../deck/deck.ts';
import { findDecks } from '../deck/find-decks.ts';
import { deckOfSources, readDeckSources } from '../deck/load-deck.ts';
import type { TellPin } from '../environment/nixpkgs-pin.ts';
import { ConfigError, DeckError, type Problem } from '../errors.ts';
import type { Remember } from '../publish/memory.ts';
import { plainDigest } from '../publish/plain-digest.ts';
import { reservedNames } from '../publish/site-names.ts';
import { readDeckLock } from '../records/deck-lock.ts';
import { noRecords } from '../records/no-records.ts';
import type { PageRecords } from '../records/page-records.ts';
import { digestRecords } from '../records/records-digest.ts';

/** A deck and the digest of the text that it was read from. */
export interface ReadDeck {
  readonly deck: Deck;
  readonly source: string;
}

/**
 * Reads decks as a site names them. Throws `DeckError` with all that is wrong in them, and `ConfigError` for a name that a
 * site has for something else.
 */
export async function readSiteDecks(
  paths: readonly string[],
  remember: Remember,
  onWarning: (problem: Problem) => void,
): Promise<readonly ReadDeck[]> {
  const read = await Promise.all(
    (await findDecks(paths)).map(async (path) => {
      const sources = await readDeckSources(path);
      const { text, reads } = sources;
      const inputs = { ...sources, reads: [...reads] };
      return {
        deck: await remember(inputs, async () => deckOfSources(sources)),
        source: plainDigest([text, [...reads].sort(([a], [b]) => (a < b ? -1 : 1))]),
      };
    }),
  );
  const problems = read.flatMap(({ deck }) => deck.problems);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  if (errors.length > 0) throw new DeckError([...errors, ...warnings]);
  warnings.forEach(onWarning);
  const named = withOwnNames(read.map(({ deck }) => deck));
  return read.map(({ source, deck }, place) => ({ source, deck: named[place] ?? deck }));
}

/** Names as the server gives them: where two decks have the same, the later one's gets a number. */
function withOwnNames(decks: readonly Deck[]): readonly Deck[] {
  const taken = new Set<string>();
  return decks.map((deck) => {
    // A disk that does not tell letters' cases apart would put both into one folder.
    if (reservedNames.has(deck.name.toLowerCase()) || deck.name.startsWith('.'))
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

/** What is recorded of a deck, and what it was made of. */
export interface RecordedDeck {
  /** Names all of it, to the byte. */
  readonly digest: string;
  readonly open: () => Promise<PageRecords>;
}

/** Looks at what is recorded of a deck, and opens it only where it is asked for: screens take long to be read in. */
export async function recordedDeck(deck: Deck, pinOf: TellPin): Promise<RecordedDeck> {
  const { file, settings } = deck;
  const { environment } = await readDeckLock(file);
  const nixpkgs = environment && (await pinOf({ file, wishes: settings.environment }, environment));
  return {
    digest: plainDigest([await digestRecords(deck), nixpkgs]),
    open: async () => {
      if (!nixpkgs) return noRecords;
      const { openPageRecords } = await import('../records/page-records.ts');
      return { ...(await openPageRecords(deck)), nixpkgs };
    },
  };
}
