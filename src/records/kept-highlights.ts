import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolders } from '../disk/make-folders.ts';
import { replaceFile } from '../disk/whole-file.ts';
import { placesOf, projectDir } from '../environment/places.ts';
import { codeTheme } from '../markdown/code-colours.ts';
import { type CodeHighlighter, type Highlight, sharedHighlighter } from '../markdown/code-highlighter.ts';

/** The coloured code of one deck, kept on this machine for the next start. */
export interface KeptHighlights {
  /** The deck is rendered from here on. */
  begin(): void;
  /** Writes what has been used since it began, if any of it was coloured since the last time; never rejects. */
  save(): Promise<void>;
}

export interface HighlightsOptions {
  readonly home?: string;
  readonly highlighter?: CodeHighlighter;
}

/** Counts with each change of the HTML that the highlighter makes. */
const format = 1;
/** Letters of one deck, and decks, that are kept: those that were used last. */
const mostLetters = 8_000_000;
const mostDecks = 64;

/**
 * Takes in what was coloured for a deck when it was rendered last. Each piece is named by all of its text, so that it
 * can be missing, but never wrong; a file that is not whole is as good as none, and two processes may write at once.
 */
export async function openHighlights(
  deckFile: string,
  { home = placesOf().home, highlighter }: HighlightsOptions = {},
): Promise<KeptHighlights> {
  const own = highlighter ?? (await sharedHighlighter());
  const folder = highlightsIn(home);
  const file = join(folder, `${digestOf(`${await madeBy()}\n${resolve(deckFile)}`).slice(0, 32)}.json`);
  const found = unpack(await readFile(file, 'utf8').catch(() => ''));
  own.learn(found);
  // Those of the youngest file are the last to go.
  if (found.length > 0) await utimes(file, new Date(), new Date()).catch(() => {});
  let since = own.uses();
  let made = own.made();
  return {
    begin() {
      since = own.uses();
    },
    async save() {
      if (own.made() === made) return;
      made = own.made();
      try {
        makeFolders(folder, 0o700);
        await replaceFile(file, pack(own.usedSince(since)));
        await forgetOldest(folder);
      } catch {
        // A disk that is full or read-only costs time, and nothing else.
      }
    },
  };
}

/** The folder of all decks' coloured code: never more than 64 files, and made again where it is missing. */
export const highlightsIn = (home: string): string => join(home, 'highlights');

/** What else decides how code is coloured: our theme, and the version that shiki and its grammars share. */
async function madeBy(): Promise<string> {
  const shiki = await readFile(join(projectDir, 'node_modules', 'shiki', 'package.json'), 'utf8');
  return digestOf(JSON.stringify([format, codeTheme, /"version": "([^"]+)"/.exec(shiki)?.[1]]));
}

/** A first line with the digest of the rest. */
function pack(highlights: readonly Highlight[]): string {
  let letters = 0;
  const last = highlights.toReversed().filter(([name, lines]) => {
    letters += name.length + lines.join('').length;
    return letters <= mostLetters;
  });
  const text = JSON.stringify(last.toReversed());
  return `${digestOf(text)}\n${text}`;
}

function unpack(file: string): readonly Highlight[] {
  const end = file.indexOf('\n');
  const text = file.slice(end + 1);
  if (end < 0 || digestOf(text) !== file.slice(0, end)) return [];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter(isHighlight) : [];
  } catch {
    return [];
  }
}

const isHighlight = (value: unknown): value is Highlight =>
  Array.isArray(value) &&
  typeof value[0] === 'string' &&
  Array.isArray(value[1]) &&
  value[1].every((line) => typeof line === 'string');

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  if (names.length <= mostDecks) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const oldest = aged.sort((a, b) => b.at - a.at).slice(mostDecks);
  await Promise.all(oldest.map(({ name }) => rm(join(folder, name), { force: true })));
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
