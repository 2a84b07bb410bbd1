import { isUtf8 } from 'node:buffer';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { whyNotConfined } from '../cells/confined-path.ts';
import { ConfigError, messageOf } from '../errors.ts';
import { type IncludeRead, includePathsOf } from '../markdown/include.ts';
import type { Deck } from './deck.ts';
import { parseDeck } from './parse-deck.ts';
import { slidevPathsIn } from './slidev/named-paths.ts';

const mostBytes = 4_000_000;
const mostFiles = 200;

/** Its name in addresses: the folder's for a `deck.md`, else the file's without its ending. */
export function deckNameOf(path: string): string {
  const whole = resolve(path);
  const name = basename(whole) === 'deck.md' ? basename(dirname(whole)) : basename(whole, extname(whole));
  return name === '' ? 'deck' : name;
}

/** All the text that a deck is made of, read and not yet understood. */
export interface DeckSources {
  /** The file, as messages name it. */
  readonly file: string;
  readonly name: string;
  readonly text: string;
  /** The files that it includes, by the paths that it names them by; or why one could not be read. */
  readonly reads: ReadonlyMap<string, IncludeRead>;
}

/**
 * Reads a Markdown file, or a folder's `deck.md`, with what it includes. Rejects only if the file itself cannot be read, or
 * with a `ConfigError` where it is no text.
 */
export async function readDeckSources(path: string): Promise<DeckSources> {
  const file = (await stat(path)).isDirectory() ? join(path, 'deck.md') : path;
  const bytes = await readFile(file);
  if (bytes.includes(0) || !isUtf8(bytes))
    throw new ConfigError(`${file} is no Markdown: its bytes are no text in UTF-8`, 'name a Markdown file');
  const text = bytes.toString('utf8');
  const folder = await realpath(dirname(resolve(file)));
  const reads = new Map<string, IncludeRead>();
  for (const include of includePathsOf(text)) reads.set(include, await readInclude(folder, include));
  await readImports(folder, text, reads);
  const shown = relative(process.cwd(), file);
  return { file: shown.startsWith('..') ? file : shown, name: deckNameOf(file), text, reads };
}

/** Parses what was read; what is wrong inside is in the deck's `problems`. */
export const deckOfSources = ({ file, name, text, reads }: DeckSources): Deck =>
  parseDeck(text, {
    file,
    name,
    readInclude: (include) => reads.get(include) ?? unread(include, 'it is not there'),
  });

/** Reads and parses the deck of a Markdown file, or of a folder's `deck.md`. Rejects as `readDeckSources` does. */
export const loadDeck = async (path: string): Promise<Deck> => deckOfSources(await readDeckSources(path));

/** Reads the files that a Slidev deck imports, and those that these import; each once, and not without end. */
async function readImports(folder: string, text: string, reads: Map<string, IncludeRead>): Promise<void> {
  const waiting = [...slidevPathsIn(text, 'deck.md')];
  for (let path = waiting.shift(); path !== undefined && reads.size < mostFiles; path = waiting.shift()) {
    if (reads.has(path)) continue;
    const read = await readInclude(folder, path);
    reads.set(path, read);
    if ('text' in read && path.endsWith('.md')) waiting.push(...slidevPathsIn(read.text, path));
  }
}

/** Reads one file below a folder, whichever way its path or a symbolic link on it points. */
async function readInclude(folder: string, path: string): Promise<IncludeRead> {
  const refused = whyNotConfined(path);
  if (refused !== undefined) return unread(path, refused);
  try {
    const real = await realpath(join(folder, path));
    if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
      return unread(path, 'a symbolic link leads out of the folder of the deck');
    }
    const found = await stat(real);
    if (!found.isFile()) return unread(path, 'it is not a file');
    if (found.size > mostBytes) return unread(path, 'it is larger than 4 MB');
    return { text: await readFile(real, 'utf8') };
  } catch (thrown) {
    const missing = /^ENOENT|^ENOTDIR/.test(messageOf(thrown));
    return unread(path, missing ? 'there is no such file' : messageOf(thrown));
  }
}

const unread = (path: string, why: string): IncludeRead => ({
  why: `\`${path}\` cannot be included: ${why}`,
  mend: 'include a file in the folder of the deck',
});
