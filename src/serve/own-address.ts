import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ConfigError } from '../errors.ts';

/** An address of this machine, and a port (0 is any free one). */
export interface OwnAddress {
  readonly host: string;
  readonly port: number;
}

interface Interface {
  readonly address: string;
  readonly internal: boolean;
}

/** The addresses that this machine has, those on a network first. */
export function machineAddresses(found = networkInterfaces()): readonly Interface[] {
  const all = Object.values(found).flatMap((addresses) => addresses ?? []);
  // An address that needs the name of its interface cannot be typed on a phone.
  const plain = all.filter(({ address }) => !address.toLowerCase().startsWith('fe80:'));
  return plain.sort(
    (one, other) =>
      Number(one.internal) - Number(other.internal) ||
      Number(one.address.includes(':')) - Number(other.address.includes(':')),
  );
}

/**
 * Reads `ADDRESS` or `ADDRESS:PORT` of a flag; of an empty text, the one address that this machine has on a network.
 * Throws `ConfigError` for what is not this machine's, and where there is a choice that only a person can make.
 */
export function readOwnAddress(
  flag: string,
  text: string,
  addresses: readonly Interface[] = machineAddresses(),
): OwnAddress {
  const [, bracketed, plain, portText = '0'] =
    /^(?:\[([0-9a-f:]+)\]|([^:]*|[0-9a-f:]+:[0-9a-f:]*))(?::(\d{1,5}))?$/i.exec(text.trim()) ?? [];
  const named = bracketed ?? plain ?? '';
  const host = named === 'localhost' ? '127.0.0.1' : named;
  const port = Number(portText);
  const known = addresses.map(({ address }) => address);
  const mend = `${flag} ${known.find((address) => address !== '::1') ?? '127.0.0.1'}`;
  if (port > 65_535) throw new ConfigError(`${flag} ${text}: there is no such port`, mend);
  if (host === '') {
    const outside = addresses.filter(({ address, internal }) => !internal && isIP(address) === 4);
    const [only, other] = outside;
    if (!only)
      throw new ConfigError(`${flag}: this machine has no address on a network`, `${flag} 127.0.0.1`);
    if (other) {
      const list = outside.map(({ address }) => address).join(', ');
      throw new ConfigError(`${flag}: this machine has several addresses: ${list}`, mend);
    }
    return { host: only.address, port };
  }
  if (isIP(host) === 0) throw new ConfigError(`${flag} ${text}: that is no address of numbers`, mend);
  if (!known.includes(host))
    throw new ConfigError(
      `${flag} ${text}: this machine does not have that address; it has ${known.join(', ')}`,
      mend,
    );
  return { host, port };
}
