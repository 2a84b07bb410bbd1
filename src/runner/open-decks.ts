import type { Deck } from '../deck/deck.ts';
import { findDecks } from '../deck/find-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { DeckError, formatProblem } from '../errors.ts';
import { type DeckRecords, openRecords } from '../records/deck-records.ts';
import { type PlannedCell, planDeck } from './plan-deck.ts';

/** A deck with what is recorded of it and what must run. */
export interface OpenDeck {
  readonly deck: Deck;
  /** The environment's hash, known before it is built. */
  readonly environment: string;
  readonly records: DeckRecords;
  readonly cells: readonly PlannedCell[];
}

/** Reads the decks that were named on the command line, in their order, whatever is wrong in them. */
export async function loadDecks(paths: readonly string[]): Promise<readonly Deck[]> {
  return Promise.all((await findDecks(paths)).map((file) => loadDeck(file)));
}

/** Reads them, throws `DeckError` with the problems of all where there are errors, else hands their warnings to `onWarning`. */
export async function readDecks(
  paths: readonly string[],
  onWarning: (text: string) => void,
): Promise<readonly Deck[]> {
  const decks = await loadDecks(paths);
  const problems = decks.flatMap((deck) => deck.problems);
  const errors = problems.filter((problem) => problem.severity === 'error');
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  // Who mends what is broken sees to what is doubtful at once.
  if (errors.length > 0) throw new DeckError([...errors, ...warnings]);
  for (const warning of warnings) onWarning(formatProblem(warning));
  return decks;
}

/** Opens the records of a deck and plans it. */
export async function openDeck(deck: Deck, environment: string): Promise<OpenDeck> {
  const records = await openRecords(deck.file);
  return { deck, environment, records, cells: await planDeck(deck, environment, records) };
}

/** The cells of each chain of a deck, in document order. */
export function plannedChains(cells: readonly PlannedCell[]): readonly (readonly PlannedCell[])[] {
  const sessions = [...new Set(cells.map(({ cell }) => cell.session))];
  return sessions.map((session) => cells.filter(({ cell }) => cell.session === session));
}
