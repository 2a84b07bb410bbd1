import { ConfigError } from '../errors.ts';

/** Reads `--port`; `usual` is what the mend names. */
export function readPort(text: string, usual: number): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`--port ${text} is no port`, `--port ${usual}`);
  return port;
}
