import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from './make-folders.ts';

/** Texts that can be made again, kept on this machine by names that tell all that went into them. */
export interface KeptTexts {
  /** The text of a name; undefined where it is not there, or no longer whole. */
  get(name: string): string | undefined;
  /** Keeps a text; where the disk refuses, it will be made again. */
  put(name: string, text: string): void;
  /** Lets go of what was used longest ago, as far as there is too much. */
  tidy(): void;
}

const nameForm = /^[0-9a-f]{64}$/;
/** What a process that was killed was writing. */
const partAgeMs = 3_600_000;

/** Opens the texts of a folder, which is made where it is missing; never throws. */
export function openTexts(
  folder: string,
  limits: { readonly bytes: number; readonly files: number },
): KeptTexts {
  return {
    get(name) {
      if (!nameForm.test(name)) return undefined;
      const file = join(folder, name);
      const text = unpack(quietly(() => readFileSync(file, 'utf8')));
      if (text !== undefined) quietly(() => utimesSync(file, new Date(), new Date()));
      return text;
    },
    put(name, text) {
      if (!nameForm.test(name) || text.length > limits.bytes) return;
      const part = join(folder, `${name}.${process.pid}.${randomBytes(4).toString('hex')}.part`);
      quietly(() => {
        makeFolders(folder, 0o700);
        writeFileSync(part, pack(text), { flag: 'wx', mode: 0o600 });
        renameSync(part, join(folder, name));
      });
      quietly(() => rmSync(part, { force: true }));
    },
    tidy: () => void quietly(() => forgetOldest(folder, limits)),
  };
}

/** A first line with the digest of the rest: a file that was cut short, or written over, is none. */
const pack = (text: string): string => `${digestOf(text)}\n${text}`;

function unpack(file: string | undefined): string | undefined {
  const end = file?.indexOf('\n') ?? -1;
  if (file === undefined || end < 0) return undefined;
  const text = file.slice(end + 1);
  return digestOf(text) === file.slice(0, end) ? text : undefined;
}

function forgetOldest(folder: string, limits: { readonly bytes: number; readonly files: number }): void {
  const found = readdirSync(folder).map((name) => ({ name, ...ageOf(join(folder, name)) }));
  const whole = found.filter(({ name }) => nameForm.test(name)).sort((a, b) => b.usedAt - a.usedAt);
  let bytes = 0;
  const tooMuch = whole.filter((one, index) => {
    bytes += one.bytes;
    return bytes > limits.bytes || index >= limits.files;
  });
  const torn = found.filter(({ name, usedAt }) => name.endsWith('.part') && Date.now() - usedAt > partAgeMs);
  for (const { name } of [...tooMuch, ...torn]) rmSync(join(folder, name), { force: true });
}

function ageOf(file: string): { readonly bytes: number; readonly usedAt: number } {
  const found = statSync(file, { throwIfNoEntry: false });
  return { bytes: found?.size ?? 0, usedAt: found?.mtimeMs ?? 0 };
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
