import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findMachinery } from '../../src/commands/machinery.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { startSession } from '../../src/session/session.ts';
import { bash } from '../support/cells.ts';
import { openSession, testLimits, testSession } from '../support/sessions.ts';

/**
 * A stand-in for nixpkgs: a flake whose packages no machine here can build, because they want a feature that none has.
 * So they come from a cache, or not at all.
 */
const flake = `{
  outputs = { self }: {
    legacyPackages = builtins.mapAttrs (system: _: let
      cached = name: derivation {
        inherit name system;
        builder = "/bin/sh";
        args = [ "-c" "echo \${name} from the cache > $out" ];
        requiredSystemFeatures = [ "only-in-the-cache" ];
      };
    in {
      greeting = cached "greeting";
      farewell = cached "farewell";
      untrusted = cached "untrusted";
      again = cached "greeting";
    }) { x86_64-linux = 1; aarch64-linux = 1; };
  };
}
`;

let folder = '';
let publicKey = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-nixpkgs-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'set'));
  await writeFile(join(folder, 'set/flake.nix'), flake);
  await using session = await openSession();
  await session.session.writeFile('set/flake.nix', flake);
  const { result, text } = await session.run(
    bash(`nix key generate-secret --key-name test-1 > key
nix key convert-secret-to-public < key > key.pub
nix build --option system-features only-in-the-cache path:./set#{greeting,farewell,untrusted}
nix copy --to "file:///work/cache?secret-key=/work/key" ./result ./result-1 ./result-2
tar -C cache -cz . | base64 -w0 > cache.tar.gz.base64`),
  );
  assert.equal(result.status, 'ok', text);
  publicKey = (await session.session.readFile('key.pub')).trim();
  await mkdir(join(folder, 'cache'));
  execFileSync('tar', ['-xz', '-C', join(folder, 'cache')], {
    input: Buffer.from(await session.session.readFile('cache.tar.gz.base64'), 'base64'),
  });
});
after(() => rm(folder, { recursive: true, force: true }));

async function writeDeck(name: string, environment: string): Promise<string> {
  const file = join(folder, name, 'deck.md');
  await mkdir(join(folder, name));
  await writeFile(file, `---\nenvironment:\n${environment}---\n\n# ${name}\n`);
  return file;
}

const show = (name: string) => `cat $(nix build --no-link --print-out-paths nixpkgs#${name})`;

async function runInDeck(file: string, script: string): Promise<string> {
  const deck = await loadDeck(file);
  const machinery = await findMachinery({});
  const environment = await machinery.environmentOf(deck);
  await using session = testSession(
    await startSession({ engine: machinery.engine, environment, limits: testLimits }),
  );
  return (await session.run(bash(script))).text;
}

describe('a real nixpkgs', () => {
  it('comes from a signed cache, is pinned in the lock, and is there without a network', async () => {
    const file = await writeDeck(
      'signed',
      `  nixpkgs: path:../set\n  packages: [greeting]\n  substituters: ["file://${folder}/cache"]\n  trusted-public-keys: ["${publicKey}"]\n`,
    );
    assert.equal(await runInDeck(file, show('greeting')), 'greeting from the cache');
    const lock: unknown = JSON.parse(await readFile(join(folder, 'signed/deck.lock.json'), 'utf8'));
    assert.match(
      JSON.stringify(lock),
      /^\{"nixpkgs":\{"ref":"path:\.\.\/set","pinned":"sha256-[A-Za-z0-9+/]{43}="\}\}$/,
    );
  });

  it('comes over the network, where its cache is an address', async () => {
    const server = createServer(async (request, response) => {
      const path = join(folder, 'cache', new URL(request.url ?? '/', 'http://x').pathname);
      const content = await readFile(path).catch(() => undefined);
      response.writeHead(content ? 200 : 404).end(content);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const file = await writeDeck(
      'over-http',
      `  nixpkgs: path:../set\n  packages: [farewell]\n  substituters: ["http://127.0.0.1:${port}"]\n  trusted-public-keys: ["${publicKey}"]\n`,
    );
    try {
      assert.equal(await runInDeck(file, show('farewell')), 'farewell from the cache');
    } finally {
      server.close();
    }
  });

  it('is refused where no key that the deck trusts has signed it', async () => {
    await using session = await openSession();
    const { text } = await session.run(
      bash('nix key generate-secret --key-name x | nix key convert-secret-to-public'),
    );
    const file = await writeDeck(
      'unsigned',
      `  nixpkgs: path:../set\n  packages: [untrusted]\n  substituters: ["file://${folder}/cache"]\n  trusted-public-keys: ["${text.trim()}"]\n`,
    );
    await assert.rejects(runInDeck(file, show('untrusted')), /only-in-the-cache/);
  });

  it('that has changed since it was pinned is told, not taken', async () => {
    await writeFile(join(folder, 'set/flake.nix'), `${flake}# changed\n`);
    const file = join(folder, 'signed/deck.md');
    const text = await readFile(file, 'utf8');
    // Another wish, so that the environment has to be made anew.
    await writeFile(file, text.replace('[greeting]', '[greeting, again]'));
    await assert.rejects(runInDeck(file, show('again')), /hash mismatch|NAR hash/i);
  });
});
