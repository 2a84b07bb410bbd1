import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readPlainFile } from '../disk/read-plain-file.ts';
import { replaceFile } from '../disk/whole-file.ts';
import { ConfigError, messageOf } from '../errors.ts';

/** A flake reference as a deck writes it, and what it was pinned to: an exact address, or the hash of a folder. */
const pinSchema = z.strictObject({ ref: z.string(), pinned: z.string() });
export type FlakePin = z.infer<typeof pinSchema>;

/** The name of a cell's transcript, and the transcript's SHA-256 as `sha256-<hex>`. */
const lockedCellSchema = z.strictObject({ key: z.string(), transcript: z.string() });
export type LockedCell = z.infer<typeof lockedCellSchema>;

// What others keep in the same file is theirs.
const lockSchema = z.looseObject({
  nixpkgs: pinSchema.optional(),
  environment: z.string().optional(),
  cells: z.record(z.string(), lockedCellSchema).optional(),
});
type DeckLock = z.infer<typeof lockSchema>;

/** `deck.lock.json` beside `deck.md`; `talk.lock.json` beside `talk.md`. */
export const deckLockFile = (deckFile: string) =>
  join(dirname(deckFile), `${basename(deckFile).replace(/\.[^.]*$/, '')}.lock.json`);

/** A deck's lock; an empty one where there is none. Throws `ConfigError` with the mend for one that cannot be read. */
export async function readDeckLock(deckFile: string): Promise<DeckLock> {
  const file = deckLockFile(deckFile);
  const text = await readLockText(file);
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch (error) {
    const isConflict = /^(?:<{7}|>{7}) /m.test(text);
    throw new ConfigError(
      `${file}: ${isConflict ? 'two branches have changed it' : messageOf(error)}`,
      isConflict
        ? `git checkout --ours ${file}, then npm run -s piste -- run ${deckFile}: what either branch has recorded is not run again`
        : `git checkout ${file}, or remove it`,
    );
  }
}

/** Taken for none, a lock that is a link would be written over. */
async function readLockText(file: string): Promise<string> {
  const text = await readPlainFile(file);
  if (text !== undefined) return text;
  if (await lstat(file).catch(() => undefined))
    throw new ConfigError(
      `${file} cannot be read: it is a link, no file, too large, or closed`,
      `put a file in its place, or remove it`,
    );
  return '{}';
}

export async function readPin(deckFile: string): Promise<FlakePin | undefined> {
  return (await readDeckLock(deckFile)).nixpkgs;
}

/** Writes a deck's pin, whole or not at all, and leaves the rest of its lock as it is. */
export async function writePin(deckFile: string, pin: FlakePin): Promise<void> {
  await writeDeckLock(deckFile, { ...(await readDeckLock(deckFile)), nixpkgs: pin }, []);
}

/** Writes which transcripts are a deck's own now; `order` are its cells' ids in document order. */
export async function writeLockedCells(
  deckFile: string,
  recorded: { readonly environment: string; readonly cells: Readonly<Record<string, LockedCell>> },
  order: readonly string[],
): Promise<void> {
  await writeDeckLock(deckFile, { ...(await readDeckLock(deckFile)), ...recorded }, order);
}

async function writeDeckLock(deckFile: string, lock: DeckLock, order: readonly string[]): Promise<void> {
  const file = deckLockFile(deckFile);
  const before = (await readPlainFile(file)) ?? '';
  const text = formatLock(lock, order.length > 0 ? order : orderIn(before));
  // A file that is as it should be keeps its time: whoever watches it has nothing to do.
  if (text !== before) await replaceFile(file, text);
}

/** The ids of the cells as a lock lists them: an object's own order puts those that are numbers first. */
const orderIn = (text: string): readonly string[] =>
  [...text.matchAll(/^ {4}("[^"\\]+"): \{"key"/gm)].map((match) => String(JSON.parse(match[1] ?? '""')));

/** One line a cell, so that a difference names the cells that changed and git merges those that two branches changed. */
function formatLock({ cells = {}, ...rest }: DeckLock, order: readonly string[]): string {
  const { nixpkgs, environment, ...others } = rest;
  const head = Object.entries({ nixpkgs, environment, ...others }).filter(([, value]) => value !== undefined);
  const ids = [
    ...order.filter((id) => Object.hasOwn(cells, id)),
    ...Object.keys(cells).filter((id) => !order.includes(id)),
  ];
  const lines = ids.map((id) => `    ${JSON.stringify(id)}: ${JSON.stringify(cells[id])}`);
  const members = [
    ...head.map(
      ([key, value]) =>
        `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`,
    ),
    ...(lines.length === 0 ? [] : [`  "cells": {\n${lines.join(',\n')}\n  }`]),
  ];
  return members.length === 0 ? '{}\n' : `{\n${members.join(',\n')}\n}\n`;
}
