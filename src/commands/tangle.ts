import { readFile } from 'node:fs/promises';
import type { Cell } from '../cells/cell.ts';
import { type FileFlaw, filesOf } from '../cells/deck-files.ts';
import { nearestWord } from '../cells/nearest-word.ts';
import type { Deck } from '../deck/deck.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { normaliseText } from '../deck/source-text.ts';
import { writeBelow } from '../disk/write-below.ts';
import { ConfigError, DeckError, excerptOf, messageOf, type Problem } from '../errors.ts';

export interface TangleOptions {
  readonly deck: string;
  readonly folder: string;
  /** The last cell that counts, by name or number; without it the last of its chain. */
  readonly at?: string | undefined;
  /** The chain; without it that of `at`, else the only one that makes files, else `main`. */
  readonly session?: string | undefined;
  readonly force: boolean;
  readonly onFile: (path: string) => void;
}

/**
 * Writes the files that a deck's cells build into a folder, without running anything. Throws `DeckError` where they
 * cannot be known, and `ConfigError` for a cell, a session or a folder that will not do.
 */
export async function tangle(options: TangleOptions): Promise<void> {
  const deck = await loadDeck(options.deck).catch((error: unknown) => {
    throw new ConfigError(`${options.deck} cannot be read: ${messageOf(error)}`, 'name a Markdown file');
  });
  const errors = deck.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new DeckError(errors);
  const last = options.at === undefined ? undefined : cellNamed(deck, options.at);
  const session = sessionOf(deck, last, options.session);
  const { files, flaws } = filesOf(deck.cells, { session, ...(last === undefined ? {} : { upTo: last.id }) });
  if (flaws.length > 0) throw new DeckError(await problemsOf(deck, flaws));
  if (files.size === 0)
    throw new ConfigError(
      `no cell of the session \`${session}\`${last === undefined ? '' : ` up to \`${last.id}\``} makes a file`,
      'write one with a cell `{file=flake.nix}`',
    );
  for await (const path of writeBelow(options.folder, files, options.force)) options.onFile(path);
}

function cellNamed(deck: Deck, name: string): Cell {
  const found =
    deck.cells.find((cell) => cell.id === name) ?? deck.cells.find((cell) => String(cell.ordinal) === name);
  if (found !== undefined) return found;
  const near = nearestWord(
    name,
    deck.cells.map((cell) => cell.id),
  );
  throw new ConfigError(
    `${deck.file} has no cell \`${name}\``,
    near === undefined ? `name one of 1 to ${deck.cells.length}: --at ${deck.cells.length}` : `--at ${near}`,
  );
}

function sessionOf(deck: Deck, last: Cell | undefined, wished: string | undefined): string {
  const known = [...new Set(deck.cells.map((cell) => cell.session))];
  const making = new Set(deck.cells.filter((cell) => cell.kind === 'file').map((cell) => cell.session));
  if (wished !== undefined && !known.includes(wished))
    throw new ConfigError(
      `${deck.file} has no session \`${wished}\``,
      `it has ${known.join(', ') || 'none'}`,
    );
  if (wished !== undefined && last !== undefined && last.session !== wished)
    throw new ConfigError(
      `the cell \`${last.id}\` is in the session \`${last.session}\`, not in \`${wished}\``,
      `--session ${last.session}`,
    );
  const chosen = wished ?? last?.session;
  if (chosen !== undefined) return chosen;
  const [first = 'main', ...more] = making;
  if (more.length > 0 && !making.has('main'))
    throw new ConfigError('several sessions make files', `--session ${[first, ...more].join('|')}`);
  return making.has('main') ? 'main' : first;
}

async function problemsOf(deck: Deck, flaws: readonly FileFlaw[]): Promise<readonly Problem[]> {
  const text = normaliseText(await readFile(deck.file, 'utf8'));
  const lines = text.split('\n');
  return flaws.map(({ cell, message, mend }) => {
    const column = Math.max(0, lines[cell.line - 1]?.indexOf(`${cell.kind}=`) ?? 0) + 1;
    const at = { line: cell.line, column };
    return { file: deck.file, ...at, severity: 'error', message, mend, excerpt: excerptOf(text, at) };
  });
}
