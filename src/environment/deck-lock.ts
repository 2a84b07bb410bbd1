import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ConfigError, messageOf } from '../errors.ts';
import { replaceFile } from './staging.ts';

/** A flake reference as a deck writes it, and what it was pinned to: an exact address, or the hash of a folder. */
const pinSchema = z.strictObject({ ref: z.string(), pinned: z.string() });
export type FlakePin = z.infer<typeof pinSchema>;

// What others keep in the same file is theirs.
const lockSchema = z.looseObject({ nixpkgs: pinSchema.optional() });

/** `deck.lock.json` beside `deck.md`; `talk.lock.json` beside `talk.md`. */
export const deckLockFile = (deckFile: string) =>
  join(dirname(deckFile), `${basename(deckFile).replace(/\.[^.]*$/, '')}.lock.json`);

async function readLockFile(deckFile: string): Promise<z.infer<typeof lockSchema>> {
  const file = deckLockFile(deckFile);
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError(`${file}: ${messageOf(error)}`, `git checkout ${file}, or remove it`);
  }
}

export async function readPin(deckFile: string): Promise<FlakePin | undefined> {
  return (await readLockFile(deckFile)).nixpkgs;
}

/** Writes a deck's pin, whole or not at all, and leaves the rest of its lock as it is. */
export async function writePin(deckFile: string, pin: FlakePin): Promise<void> {
  const lock = { ...(await readLockFile(deckFile)), nixpkgs: pin };
  await replaceFile(deckLockFile(deckFile), `${JSON.stringify(lock, null, 2)}\n`);
}
