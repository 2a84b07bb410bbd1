import { sandboxBuild, sandboxUpdate } from '../commands/sandbox-build.ts';
import { sandboxGc } from '../commands/sandbox-gc.ts';
import { sandboxShell } from '../commands/sandbox-shell.ts';
import { ConfigError } from '../errors.ts';
import { machineryFlags, readArguments, wordMend } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = { ...machineryFlags, explain: { type: 'boolean', default: false } } as const;

/** `piste sandbox` */
export async function sandboxCommand(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  const { values, positionals } = readArguments(rest, flags);
  if (action === 'shell') return sandboxShell({ ...values, paths: positionals });
  if (action === 'build') await sandboxBuild({ ...values, paths: positionals });
  else if (action === 'update') await sandboxUpdate(values);
  else if (action === 'gc') await sandboxGc(values);
  else
    throw new ConfigError(
      action === undefined ? 'piste sandbox needs an action' : `piste sandbox ${action}: no such action`,
      wordMend(
        action ?? '',
        ['build', 'shell', 'update', 'gc'],
        (one) => `npm run -s piste -- sandbox ${one}`,
        'npm run -s piste -- sandbox build|shell|update|gc',
      ),
    );
  return exitCodes.ok;
}
