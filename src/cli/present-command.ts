import { present } from '../commands/present.ts';
import { ConfigError } from '../errors.ts';
import { readOwnAddress } from '../serve/own-address.ts';
import { decksOr, machineryFlags, readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { readPort } from './read-port.ts';

const flags = {
  ...machineryFlags,
  port: { type: 'string', default: '4700' },
  host: { type: 'string', default: '127.0.0.1' },
  open: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
  remote: { type: 'string' },
  'remote-run': { type: 'boolean', default: false },
  follow: { type: 'string' },
} as const;

/** `piste present` */
export async function presentCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(withAddresses(args), flags);
  const port = readPort(values.port, 4700);
  const { remote, follow, 'remote-run': runs, ...rest } = values;
  if (runs && remote === undefined)
    throw new ConfigError('--remote-run lets a remote run cells, and there is none', '--remote --remote-run');
  await present({
    ...rest,
    port,
    paths: decksOr(positionals),
    ...(remote === undefined ? {} : { remote: { ...readOwnAddress('--remote', remote), runs } }),
    ...(follow === undefined ? {} : { follow: readOwnAddress('--follow', follow) }),
  });
  return exitCodes.ok;
}

/** `--remote` and `--follow` may stand without an address: what comes next is one only if it looks like one. */
export function withAddresses(args: readonly string[]): readonly string[] {
  const looksLikeAddress = (text: string | undefined): boolean =>
    text !== undefined && /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-f]*:[0-9a-f:]*\]?)(:\d+)?$/i.test(text);
  return args.flatMap((arg, index) => {
    const before = args[index - 1];
    const isFlag = (one: string | undefined) => one === '--remote' || one === '--follow';
    if (isFlag(arg)) return [`${arg}=${looksLikeAddress(args[index + 1]) ? args[index + 1] : ''}`];
    return isFlag(before) && looksLikeAddress(arg) ? [] : [arg];
  });
}
