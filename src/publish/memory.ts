import { join } from 'node:path';
import { type KeptTexts, openTexts } from '../disk/kept-texts.ts';
import { plainDigest } from './plain-digest.ts';
import { programDigest } from './program-digest.ts';

/**
 * Makes plain data, or takes what was made before of the very same inputs: all that it is made of has to be among them.
 * What `isDone` says no to is made again the next time.
 */
export type Remember = <T>(
  inputs: unknown,
  make: () => Promise<T>,
  isDone?: (made: T) => boolean,
) => Promise<T>;

/** What a build remembers of those before it. */
export interface Memory {
  /** `what` names the kind of data, and is counted. */
  readonly of: (what: string) => Remember;
  /** How often a kind had to be made. */
  readonly made: (what: string) => number;
  /** Lets go of what was of no use for longest, as far as there is too much. */
  readonly tidy: () => void;
}

/** The folder of what builds remember: it may be removed at any time. */
export const builtIn = (home: string): string => join(home, 'built');

/** What this program remembers on this machine: never more than 512 MB. */
export const openMemory = (home: string): Memory =>
  createMemory(
    openTexts(builtIn(home), { bytes: 512_000_000, files: 4_000 }),
    [programDigest(), process.version, process.arch].join(' '),
  );

/** `program` names what makes it: another program's results are not taken. */
export function createMemory(texts: KeptTexts, program: string): Memory {
  const made = new Map<string, number>();
  return {
    of: (what) => async (inputs, make, isDone) => {
      const name = plainDigest([program, what, inputs]);
      const kept = texts.get(name);
      if (kept !== undefined) return JSON.parse(kept);
      made.set(what, (made.get(what) ?? 0) + 1);
      const result = await make();
      const text = JSON.stringify(result);
      if (isDone?.(result) !== false) texts.put(name, text);
      // What was made now must not be another than what will be read the next time.
      return JSON.parse(text);
    },
    made: (what) => made.get(what) ?? 0,
    tidy: () => texts.tidy(),
  };
}
