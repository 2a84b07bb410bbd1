import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
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
    throw new ConfigError(messageOf(error), 'npm run -s piste -- --help');
  }
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
