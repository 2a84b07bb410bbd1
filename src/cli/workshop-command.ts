import { workshop } from '../commands/workshop.ts';
import { ConfigError } from '../errors.ts';
import { decksOr, machineryFlags, readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { readPort } from './read-port.ts';

const flags = {
  ...machineryFlags,
  port: { type: 'string', default: '4701' },
  host: { type: 'string', default: '127.0.0.1' },
  open: { type: 'boolean', default: false },
  sessions: { type: 'string' },
  data: { type: 'string' },
} as const;

const mostSessions = 1000;

/** `piste workshop` */
export async function workshopCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const { port, sessions, data, ...rest } = values;
  await workshop({
    ...rest,
    port: readPort(port, 4701),
    paths: decksOr(positionals),
    ...(sessions === undefined ? {} : { sessions: readSessions(sessions) }),
    ...(data === undefined ? {} : { data }),
  });
  return exitCodes.ok;
}

function readSessions(text: string): number {
  const sessions = Number(text);
  if (!Number.isInteger(sessions) || sessions < 1 || sessions > mostSessions)
    throw new ConfigError(
      `--sessions ${text} is not a number from 1 to ${mostSessions}`,
      '--sessions 20, or none for as many as the memory bears',
    );
  return sessions;
}
