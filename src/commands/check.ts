import type { Deck } from '../deck/deck.ts';
import { type Problem, RunError } from '../errors.ts';
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
  /** Decks whose slides the browser was to look at and could not. */
  readonly unseen: readonly string[];
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
  const unseen: string[] = [];
  tell(
    await lintAll(decks, {
      onNotice: options.onNotice,
      onUnseen: (file, why) => {
        unseen.push(file);
        options.onNotice(why);
      },
    }),
  );
  if (!options.lintOnly) {
    const sound = decks.filter((deck) => deck.problems.every(({ severity }) => severity !== 'error'));
    const planned = await planDecks(Promise.resolve(sound), machinery, { all: true });
    for (const { deck, cells, records } of planned) {
      const behind = cells.filter(({ state }) => state === 'run').length;
      if (behind === 0 || options.update) continue;
      const isNew = cells.every(({ cell }) => records.locked(cell.id) === undefined);
      const what = isNew
        ? 'not recorded yet'
        : `${behind} of ${cells.length} cells are not recorded as they are now`;
      options.onNotice(`${deck.file}: ${what}: npm run -s piste -- run ${deck.file}`);
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
  return { decks, problems, lines, unseen };
}

/** What the rules find in the decks' texts, and in their pages where there is a browser. */
async function lintAll(
  decks: readonly Deck[],
  {
    onNotice,
    onUnseen,
  }: {
    readonly onNotice: (text: string) => void;
    readonly onUnseen: (file: string, why: string) => void;
  },
): Promise<readonly Problem[]> {
  const pages = await openDeckPages(decks.map(({ file }) => file));
  try {
    if (pages.notice !== undefined) onNotice(pages.notice);
    const look = (file: string) =>
      pages.look(file).catch((error: unknown) => {
        if (!(error instanceof RunError)) throw error;
        onUnseen(file, error.message);
        return undefined;
      });
    const found = await Promise.all(
      decks.map((deck) => lintDeck(deck, { file: deck.file, pages: { ...pages, look } })),
    );
    return found.flat();
  } finally {
    await pages.close();
  }
}
