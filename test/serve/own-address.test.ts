import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withAddresses } from '../../src/cli/present-command.ts';
import { ConfigError } from '../../src/errors.ts';
import { readOwnAddress } from '../../src/serve/own-address.ts';

const wifi = { address: '192.0.2.7', internal: false };
const cable = { address: '198.51.100.4', internal: false };
const six = { address: '2001:db8::7', internal: false };
const loopback = { address: '127.0.0.1', internal: true };

const refusal = (text: string, addresses = [wifi, loopback]): string => {
  try {
    readOwnAddress('--remote', text, addresses);
    return 'taken';
  } catch (error) {
    return error instanceof ConfigError ? `${error.message} | ${error.mend}` : 'another error';
  }
};

describe('an address of this machine', () => {
  it('is what was named, with any free port or the one that was named', () => {
    const addresses = [wifi, six, loopback];
    assert.deepEqual(readOwnAddress('--remote', '192.0.2.7', addresses), { host: '192.0.2.7', port: 0 });
    assert.deepEqual(readOwnAddress('--remote', '192.0.2.7:8080', addresses), {
      host: '192.0.2.7',
      port: 8080,
    });
    assert.deepEqual(readOwnAddress('--remote', '[2001:db8::7]:80', addresses), {
      host: '2001:db8::7',
      port: 80,
    });
    assert.deepEqual(readOwnAddress('--remote', '2001:db8::7', addresses), { host: '2001:db8::7', port: 0 });
    assert.deepEqual(readOwnAddress('--follow', 'localhost', addresses), { host: '127.0.0.1', port: 0 });
  });

  it('is the only one on a network where none was named', () => {
    assert.deepEqual(readOwnAddress('--remote', '', [wifi, six, loopback]), { host: '192.0.2.7', port: 0 });
  });

  it('is refused with what mends it', () => {
    assert.equal(
      refusal('203.0.113.9'),
      '--remote 203.0.113.9: this machine does not have that address; it has 192.0.2.7, 127.0.0.1 | --remote 192.0.2.7',
    );
    assert.match(refusal('0.0.0.0'), /does not have that address/);
    assert.equal(
      refusal('', [wifi, cable, loopback]),
      '--remote: this machine has several addresses: 192.0.2.7, 198.51.100.4 | --remote 192.0.2.7',
    );
    assert.equal(
      refusal('', [loopback]),
      '--remote: this machine has no address on a network | --remote 127.0.0.1',
    );
    assert.match(refusal('laptop.example'), /is no address of numbers/);
    assert.match(refusal('192.0.2.7:99999'), /no such port/);
  });
});

describe('--remote and --follow', () => {
  it('take the next word only if it is an address', () => {
    const rows = [
      ['--remote', '--remote='],
      ['--remote decks', '--remote= decks'],
      ['--remote 192.0.2.7:80 decks', '--remote=192.0.2.7:80 decks'],
      ['--follow ::1 --remote', '--follow=::1 --remote='],
      ['--remote=192.0.2.7', '--remote=192.0.2.7'],
    ] as const;
    for (const [given, read] of rows) assert.equal(withAddresses(given.split(' ')).join(' '), read);
  });
});
