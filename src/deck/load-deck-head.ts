import { readFile } from 'node:fs/promises';
import type { Deck } from './deck.ts';
import { deckNameOf } from './load-deck.ts';
import { parseDeck } from './parse-deck.ts';

/** What stands between the first line `---` (or `+++`) and the next. */
const head = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:[\s\S]*?\r?\n)?\1[ \t]*(?:\r?\n|$)/;

/** A deck's settings, of its front matter alone: a deck with no slides worth the name, in a fraction of the time. */
export async function loadDeckHead(file: string): Promise<Deck> {
  const text = await readFile(file, 'utf8');
  return parseDeck(head.exec(text)?.[0] ?? '', {
    file,
    name: deckNameOf(file),
    readInclude: () => ({ why: 'only the front matter is read', mend: '' }),
  });
}
