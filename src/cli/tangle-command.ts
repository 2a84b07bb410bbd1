import { tangle } from '../commands/tangle.ts';
import { ConfigError } from '../errors.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = {
  at: { type: 'string' },
  session: { type: 'string' },
  force: { type: 'boolean', default: false },
} as const;

/** `piste tangle` */
export async function tangleCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const [deck, folder, ...more] = positionals;
  if (deck === undefined || folder === undefined || more.length > 0)
    throw new ConfigError('piste tangle needs a deck and a folder', 'npm run -s piste -- tangle my.md files');
  await tangle({ ...values, deck, folder, onFile: (path) => process.stdout.write(`${path}\n`) });
  return exitCodes.ok;
}
