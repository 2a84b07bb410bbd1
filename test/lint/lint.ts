import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadDeck } from '../../src/deck/load-deck.ts';
import type { Problem } from '../../src/errors.ts';
import { lintDeck } from '../../src/lint/lint-deck.ts';

/** Calls back with the folder of a deck among `files`, by their paths below it, and takes all of it away again. */
export async function withDeck<Result>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'piste-lint-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the rules say about the deck `talk/deck.md` with `text`, among `files`: `line:column severity message; mend`. */
export function lint(text: string, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  return withDeck({ 'talk/deck.md': text, ...files }, async (folder) => {
    const file = join(folder, 'talk/deck.md');
    return (await lintDeck(await loadDeck(file), { file })).map(printed);
  });
}

export const printed = (one: Problem): string =>
  `${one.line}:${one.column} ${one.severity} ${one.message}; ${one.mend ?? ''}`;
