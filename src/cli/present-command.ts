import { present } from '../commands/present.ts';
import { ConfigError } from '../errors.ts';
import { decksOr, machineryFlags, readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = {
  ...machineryFlags,
  port: { type: 'string', default: '4700' },
  host: { type: 'string', default: '127.0.0.1' },
  open: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
} as const;

/** `piste present` */
export async function presentCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`--port ${values.port} is no port`, '--port 4700');
  await present({ ...values, port, paths: decksOr(positionals) });
  return exitCodes.ok;
}
