import type { Cell } from '../cells/cell.ts';
import { cellKey } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { DeckError, formatProblem } from '../errors.ts';
import { findDecks } from '../serve/deck-store.ts';
import { createCellOutput } from '../session/cell-output.ts';
import { type RunResult, type Session, type SessionOptions, startSession } from '../session/session.ts';
import { findMachinery, type MachineryOptions } from './machinery.ts';
import { tryTerminal } from './try-terminal.ts';

/** One line of `piste run --json`. */
export interface RunLine {
  readonly deck: string;
  readonly cell: string;
  readonly session: string;
  readonly kind: string;
  readonly line: number;
  readonly key: string;
  readonly status: 'ok' | 'failed' | 'error';
  readonly exit: number | null;
  readonly durationMs: number;
  readonly output: string;
  readonly reason?: string;
}

/** Runs every cell of the decks in fresh sessions, chain by chain; resolves to what each came to. */
export async function runDecks(
  options: MachineryOptions & {
    paths: readonly string[];
    signal: AbortSignal;
    onLine: (line: RunLine) => void;
  },
): Promise<readonly RunLine[]> {
  const files = await findDecks(options.paths);
  const decks = await Promise.all(files.map((file) => loadDeck(file)));
  const problems = decks.flatMap((deck) => deck.problems);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new DeckError(errors);
  for (const warning of problems) process.stderr.write(`${formatProblem(warning)}\n`);
  const machinery = await findMachinery(options);
  await machinery.engine.clear();
  const lines: RunLine[] = [];
  for (const deck of decks) {
    const environment = await machinery.environmentOf(deck);
    for (const session of new Set(deck.cells.map((cell) => cell.session))) {
      for await (const line of runChain(
        deck,
        session,
        { engine: machinery.engine, environment },
        options.signal,
      )) {
        lines.push(line);
        options.onLine(line);
      }
    }
  }
  return lines;
}

async function* runChain(
  deck: Deck,
  name: string,
  on: Pick<SessionOptions, 'engine' | 'environment'>,
  signal: AbortSignal,
): AsyncGenerator<RunLine> {
  const cells = deck.cells.filter((cell) => cell.session === name);
  let session: Session | undefined;
  let previous = '';
  try {
    for (const cell of cells) {
      if (signal.aborted) return;
      const key = cellKey(cell, { environment: on.environment.hash, previous });
      previous = key;
      if (!session) {
        const { limits, environment } = deck.settings;
        const started = await startSession({ ...on, limits, containers: environment.containers });
        session = started;
        void started.ended.then(() => {
          if (session === started) session = undefined;
        });
      }
      const { result, output } = await runCell(session, cell, signal);
      yield {
        deck: deck.name,
        cell: cell.id,
        session: name,
        kind: cell.kind,
        line: cell.line,
        key,
        status: result.status === 'cancelled' ? 'error' : result.status,
        exit: result.exit ?? null,
        durationMs: result.durationMs,
        output,
        ...(result.reason === undefined ? {} : { reason: result.reason }),
      };
    }
  } finally {
    await session?.stop();
  }
}

async function runCell(
  session: Session,
  cell: Cell,
  signal: AbortSignal,
): Promise<{ result: RunResult; output: string }> {
  const { cols, rows } = cell.options;
  const output = createCellOutput({ cols, rows }, () => {});
  try {
    const isTerminal = cell.kind === 'terminal' || cell.kind === 'repl';
    const result = isTerminal
      ? await tryTerminal(session, cell, output.sink, () => output.text())
      : await session.run(cell, { sink: output.sink, signal });
    await output.finish();
    return { result, output: output.text() };
  } finally {
    output.dispose();
  }
}
