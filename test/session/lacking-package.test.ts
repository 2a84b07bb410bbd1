import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lackingCommand, lackingPackage, readOffers } from '../../src/session/lacking-package.ts';
import { bash } from '../support/cells.ts';
import { openSession, openSessionWith } from '../support/sessions.ts';

const hash = 'a'.repeat(32);
const offers = readOffers('go-1.24.4\tgo\npython3.13-numpy-2.2.4\tpython3Packages.numpy\n');

const printed = (
  drv: string,
  address = 'mirror://debian/pool/main/g/golang/golang.deb',
) => `error: builder for
  '/nix/store/${hash}-golang_1.deb.drv' failed: unable to download '${address}'
\x1b[31merror:\x1b[0m 1 dependencies of derivation '\x1b[35m/nix/store/${hash}-${drv}.drv\x1b[0m' failed to build`;

describe('what an environment lacks, told from what Nix prints', () => {
  const cases: readonly (readonly [what: string, output: string, attribute: string | undefined])[] = [
    ['a package', printed('go-1.24.4'), 'go'],
    ['a module', printed('python3.13-numpy-2.2.4'), 'python3Packages.numpy'],
    ['a library that has no name in the set', printed('libfoo1-2.0'), undefined],
    [
      'another address that cannot be reached',
      printed('go-1.24.4', 'https://example.org/x.tar.gz'),
      undefined,
    ],
    ['something else', "error: attribute 'x' missing", undefined],
  ];
  for (const [what, output, attribute] of cases) {
    it(what, () => assert.equal(lackingPackage(output, offers), attribute));
  }

  it('a command that the shell has not found, where a package has its name', () => {
    assert.equal(lackingCommand('bash: line 1: go: command not found\r\n', offers), 'go');
    assert.equal(lackingCommand('bash: go: command not found\r\n', offers), 'go');
    assert.equal(lackingCommand('bash: gone: command not found\r\n', offers), undefined);
  });

  it('a cell that asks for a command is told the line to write', async () => {
    await using session = await openSession();
    const { result } = await session.run(bash('jq .'));
    assert.equal(
      result.reason,
      "exit status 127; this deck's environment has no `jq`: write `environment: { packages: [jq] }` at its top",
    );
  });

  it('a cell that asks for it is told the line to write', async () => {
    await using session = await openSession();
    const { result } = await session.run(bash('nix build nixpkgs#tree'));
    assert.equal(result.status, 'failed');
    assert.match(
      result.reason ?? '',
      /; this deck's environment has no `tree`: write `environment: \{ packages: \[tree\] \}` at its top$/,
    );
  });

  it('beside what the deck has already; a shell takes the compiler, as it does elsewhere', async () => {
    await using session = await openSessionWith({ packages: ['hello'] });
    const { result } = await session.run(bash('nix-shell -p hello --run hello'));
    assert.match(result.reason ?? '', /`environment: \{ packages: \[hello, stdenv\] \}`/);
  });
});
