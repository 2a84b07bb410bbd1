import { exportHandout } from '../commands/export-handout.ts';
import { ConfigError } from '../errors.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = {
  handout: { type: 'boolean', default: false },
  output: { type: 'string', short: 'o' },
} as const;

const usage = 'npm run -s piste -- export --handout DECK|TALK [-o FILE]';

/** `piste export` */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const [path, ...more] = positionals;
  if (!values.handout) throw new ConfigError('piste export needs to know what: --handout', usage);
  if (path === undefined || more.length > 0)
    throw new ConfigError('piste export takes one deck or talk', usage);
  process.stdout.write(`${await exportHandout(path, values.output)}\n`);
  return exitCodes.ok;
}
