import type { Deck } from '../deck/deck.ts';
import type { Problem } from '../errors.ts';
import { lintDeck } from '../lint/lint-deck.ts';
import { openDeckPages } from '../lint/overflow/deck-pages.ts';
import { readDeckLock } from '../records/deck-lock.ts';
import type { CellLine } from '../runner/cell-line.ts';
import { loadDecks } from '../runner/open-decks.ts';
import { checkDecks } from '../runner/run-decks.ts';
import { lazyMachinery } from './lazy-machinery.ts';
import type { MachineryOptions } from './machinery.ts';
import { planDecks } from './planned-decks.ts';

export interface CheckOptions extends MachineryOptions {
  readonly paths: readonly string[];
  /** Takes what has come out as the new record. */
  readonly update: boolean;
  /** Only looks at the decks, and runs nothing. */
  readonly lintOnly: boolean;
  readonly normalise: readonly string[];
  readonly signal: AbortSignal;
  readonly onProblem: (problem: Problem) => void;
  readonly onLine: (line: CellLine) => void;
  /** Something that a reader should know and that is nobody's fault. */
  readonly onNotice: (text: string) => void;
}

/** What `piste check` found: problems of the decks' text, and what each cell came to. */
export interface CheckResult {
  readonly decks: readonly Deck[];
  readonly problems: readonly Problem[];
  readonly lines: readonly CellLine[];
}

/** Looks a deck's text over, runs all cells afresh and compares each with its record. */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const machinery = lazyMachinery(options);
  const problems: Problem[] = [];
  const tell = (found: readonly Problem[]) => {
    problems.push(...found);
    found.forEach(options.onProblem);
  };
  const lines: CellLine[] = [];
  const decks = await loadDecks(options.paths);
  // A lock that cannot be read is told before anything is done.
  for (const { file } of decks) await readDeckLock(file);
  for (const { file, settings, problems: own } of decks) {
    if (settings.dialect !== 'reveal')
      options.onNotice(`${file}: dialect ${settings.dialect}, ${settings.dialectBecause}`);
    tell(own);
  }
  tell(await lintAll(decks, options.onNotice));
  if (!options.lintOnly) {
    const sound = decks.filter((deck) => deck.problems.every(({ severity }) => severity !== 'error'));
    const planned = await planDecks(Promise.resolve(sound), machinery, { all: true });
    for (const { deck, cells } of planned) {
      const behind = cells.filter(({ state }) => state === 'run').length;
      if (behind > 0 && !options.update)
        options.onNotice(
          `${deck.file}: ${behind} of ${cells.length} cells are not recorded as they are now: piste run`,
        );
    }
    await checkDecks({
      ...options,
      decks: planned,
      machinery,
      onLine: (line) => {
        lines.push(line);
        options.onLine(line);
      },
    });
  }
  return { decks, problems, lines };
}

/** What the rules find in the decks' texts, and in their pages where there is a browser. */
async function lintAll(
  decks: readonly Deck[],
  onNotice: (text: string) => void,
): Promise<readonly Problem[]> {
  const pages = await openDeckPages(decks.map(({ file }) => file));
  try {
    if (pages.notice !== undefined) onNotice(pages.notice);
    const found = await Promise.all(decks.map((deck) => lintDeck(deck, { file: deck.file, pages })));
    return found.flat();
  } finally {
    await pages.close();
  }
}
