import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const notDecks = /^(?:readme|contributing|changelog|license|code_of_conduct|security)\b/i;

/** The deck files in a folder, in the order of their names: each `<name>/deck.md` and each `*.md` but READMEs. */
export async function listDecks(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<string | undefined> => {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return undefined;
      const path = join(folder, entry.name);
      if (await isFile(join(path, 'deck.md'))) return join(path, 'deck.md');
      const isDeck = entry.name.endsWith('.md') && !notDecks.test(entry.name);
      return isDeck && (await isFile(path)) ? path : undefined;
    }),
  );
  return found.filter((path) => path !== undefined).sort((a, b) => (a < b ? -1 : 1));
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
