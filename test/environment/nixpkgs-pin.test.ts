import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { DeckEnvironment } from '../../src/deck/deck.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { environmentHash, plainSpec } from '../../src/environment/environment-spec.ts';
import { baseHash, readLock } from '../../src/environment/lock.ts';
import { openPins } from '../../src/environment/nixpkgs-pin.ts';
import { digestPocket } from '../../src/environment/pocket-source.ts';
import { digestOwnFiles } from '../../src/environment/root-files.ts';

const wishes: DeckEnvironment = {
  packages: ['hello'],
  nixpkgs: 'pocket',
  network: 'none',
  substituters: [],
  trustedPublicKeys: [],
  containers: false,
};

const lock = await readLock();
const source = await digestPocket(lock.pocketpkgs);
const files = await digestOwnFiles();
const hashOn = (architecture: 'amd64' | 'arm64', nixpkgs = 'pocket') =>
  environmentHash(
    { ...plainSpec, packages: ['hello'], nixpkgs },
    { base: baseHash({ packages: lock.packages[architecture], files }), source },
  );

describe('the package set of an environment', () => {
  it('is told by the environment’s hash, on whichever architecture it was made', async () => {
    const pinOf = await openPins();
    for (const architecture of ['amd64', 'arm64'] as const) {
      const { ref, pinned, debian } = await pinOf({ file: 'deck.md', wishes }, hashOn(architecture));
      assert.deepEqual([ref, pinned], ['pocket', source]);
      assert.match(debian ?? '', /^[a-z]+ \d{4}-\d\d-\d\d$/);
    }
  });

  it('is not told where it does not come to that hash', async () => {
    const pinOf = await openPins();
    const unknown = { ref: 'pocket', pinned: null, debian: null };
    assert.deepEqual(await pinOf({ file: 'deck.md', wishes }, 'f'.repeat(32)), unknown);
    const others = { ...wishes, packages: ['hello', 'jq'] };
    assert.deepEqual(await pinOf({ file: 'deck.md', wishes: others }, hashOn('amd64')), unknown);
  });

  it('is of a real nixpkgs what the deck’s lock pins', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'piste-pin-'));
    try {
      const ref = 'github:NixOS/nixpkgs/nixos-25.11';
      const pinned = 'github:NixOS/nixpkgs/0123?narHash=sha256-x';
      const file = join(dir, 'deck.md');
      writeFileSync(file, `---\nenvironment: { packages: [hello], nixpkgs: "${ref}" }\n---\n# A\n`);
      const { environment } = (await loadDeck(file)).settings;
      const pinOf = await openPins();
      const hash = hashOn('amd64', pinned);
      assert.equal((await pinOf({ file, wishes: environment }, hash)).pinned, null);
      writeFileSync(join(dir, 'deck.lock.json'), JSON.stringify({ nixpkgs: { ref, pinned } }));
      assert.deepEqual(await pinOf({ file, wishes: environment }, hash), { ref, pinned, debian: null });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
