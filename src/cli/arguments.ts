import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestWord } from '../cells/nearest-word.ts';
import { projectDir } from '../environment/places.ts';
import { ConfigError, messageOf } from '../errors.ts';

/** Flags of every command that may start sessions or build what they run in. */
export const machineryFlags = {
  runtime: { type: 'string' },
  mirror: { type: 'string' },
  snapshot: { type: 'string' },
} as const;

/** Reads a command's flags and the paths that it is about. Throws `ConfigError` for what it does not know. */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  positionals = true,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: positionals, strict: true });
  } catch (error) {
    const unknown = unknownFlag(args, options);
    if (unknown === undefined)
      throw valueMistake(messageOf(error)) ?? new ConfigError(messageOf(error), 'npm run -s piste -- --help');
    const flags = Object.keys(options);
    const known = flags.length === 0 ? 'it takes none' : flags.map((name) => `--${name}`).join(' ');
    throw new ConfigError(
      `there is no flag ${unknown} here`,
      wordMend(unknown.replace(/^-+/, ''), flags, (name) => `--${name}`, known),
    );
  }
}

/** What Node says of a flag with too few words after it, or too many, in ours. */
function valueMistake(message: string): ConfigError | undefined {
  const [, flag] = /^Option '(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
  if (flag === undefined) return undefined;
  return message.includes('does not take')
    ? new ConfigError(`${flag} takes no value`, flag)
    : new ConfigError(`${flag} needs a value`, `${flag}${flag.startsWith('--') ? '=' : ' '}VALUE`);
}

/** The first word that looks like a flag and is none of these; undefined where something else is wrong. */
function unknownFlag(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): string | undefined {
  const ends = args.indexOf('--');
  const words = ends < 0 ? args : args.slice(0, ends);
  return words
    .map((word) => word.split('=')[0] ?? word)
    .find((word) => word.startsWith('--') && !Object.hasOwn(options, word.slice(2)));
}

/** What to write instead of a word that is none of `words`: the nearest of them, else all (or what `otherwise` says). */
export function wordMend(
  word: string,
  words: readonly string[],
  write: (word: string) => string = (one) => one,
  otherwise = words.map(write).join(', '),
): string {
  const near = nearestWord(word, words);
  return near === undefined ? otherwise : `did you mean ${write(near)}?`;
}

/** The decks that were named, else those that we ship. */
export const decksOr = (paths: readonly string[]): readonly string[] =>
  paths.length > 0 ? paths : [join(projectDir, 'decks')];

/** Whether what we print is read by a person who wants colours. */
export const wantsColour = (): boolean => process.stdout.isTTY === true && process.env.NO_COLOR === undefined;

/** Aborted by Ctrl-C, once; a second one ends the process. */
export function interruption(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  return abort.signal;
}
