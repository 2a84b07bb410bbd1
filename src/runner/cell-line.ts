import type { KeyedCell } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';
import type { RunResult } from '../session/session.ts';

/**
 * One line of `piste run --json` and `piste check --json`. `recorded` was not run, its key being known; `live` was not
 * run, being no cell that is recorded; `stale` (with `--explain`) would run; `drifted` differs from its record; `error` is
 * our fault, `failed` the cell's; `unrecorded` has nothing that it could be compared with.
 */
export interface CellLine {
  readonly deck: string;
  /** The deck's file: two decks of one run may have one name. */
  readonly file: string;
  readonly cell: string;
  readonly session: string;
  readonly kind: string;
  readonly line: number;
  readonly key: string;
  readonly status: 'ok' | 'failed' | 'error' | 'recorded' | 'live' | 'drifted' | 'unrecorded' | 'stale';
  readonly exit: number | null;
  readonly durationMs: number;
  /** The final screen as plain text, trailing blanks left out. */
  readonly output: string;
  /** Why it failed or drifted, or (with `--explain`) why it would run. */
  readonly reason?: string;
  /** For `drifted`: lines of a unified diff, from the record to this run. */
  readonly diff?: string;
}

/** What every line of a cell has, whatever it came to. */
export const lineHead = (deck: Deck, { cell, key }: KeyedCell) => ({
  deck: deck.name,
  file: deck.file,
  cell: cell.id,
  session: cell.session,
  kind: cell.kind,
  line: cell.line,
  key,
});

/** The line of a cell that has run. */
export const ranLine = (deck: Deck, one: KeyedCell, result: RunResult, output: string): CellLine => ({
  ...lineHead(deck, one),
  status: result.status === 'cancelled' ? 'error' : result.status,
  exit: result.exit ?? null,
  durationMs: result.durationMs,
  output,
  ...(result.reason === undefined ? {} : { reason: result.reason }),
});
