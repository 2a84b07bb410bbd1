import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { flakeFolder } from '../../src/environment/pin-flake.ts';
import { deckLockFile, readPin, writeLockedCells, writePin } from '../../src/records/deck-lock.ts';

describe("a deck's lock", () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-lock-'));
  });
  after(() => rm(dir, { recursive: true }));

  for (const [deck, lock] of [
    ['deck.md', 'deck.lock.json'],
    ['my talk.md', 'my talk.lock.json'],
  ] as const) {
    it(`of ${deck} is ${lock}`, () => assert.equal(basename(deckLockFile(join(dir, deck))), lock));
  }

  it('holds the pin and leaves what others keep there', async () => {
    const deck = join(dir, 'deck.md');
    assert.equal(await readPin(deck), undefined);
    await writeFile(deckLockFile(deck), '{ "theirs": { "1": "x" } }');
    await writePin(deck, { ref: 'path:./set', pinned: 'sha256-x' });
    assert.deepEqual(JSON.parse(await readFile(deckLockFile(deck), 'utf8')), {
      theirs: { 1: 'x' },
      nixpkgs: { ref: 'path:./set', pinned: 'sha256-x' },
    });
    assert.deepEqual(await readPin(deck), { ref: 'path:./set', pinned: 'sha256-x' });
    assert.deepEqual(await readdir(dir), ['deck.lock.json']);
  });

  it('is a line for each cell, in the order of the deck, whoever writes it', async () => {
    const deck = join(dir, 'lines.md');
    const cell = (key: string) => ({ key, transcript: `sha256-${key}` });
    const cells = { 2: cell('b'), hello: cell('a') };
    await writeLockedCells(deck, { environment: 'e', cells }, ['hello', '2']);
    await writePin(deck, { ref: 'x', pinned: 'y' });
    assert.equal(
      await readFile(deckLockFile(deck), 'utf8'),
      [
        '{',
        '  "nixpkgs": {',
        '    "ref": "x",',
        '    "pinned": "y"',
        '  },',
        '  "environment": "e",',
        '  "cells": {',
        '    "hello": {"key":"a","transcript":"sha256-a"},',
        '    "2": {"key":"b","transcript":"sha256-b"}',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('that two branches have changed says how to go on', async () => {
    const deck = join(dir, 'merged.md');
    await writeFile(deckLockFile(deck), '{\n<<<<<<< ours\n=======\n>>>>>>> theirs\n}\n');
    await assert.rejects(readPin(deck), {
      message: `${deckLockFile(deck)}: two branches have changed it`,
      mend: `git checkout --ours ${deckLockFile(deck)}, then npm run -s piste -- run ${deck}: what either branch has recorded is not run again`,
    });
  });

  it('that cannot be read is told, not overwritten', async () => {
    const deck = join(dir, 'broken.md');
    await writeFile(deckLockFile(deck), '{');
    await assert.rejects(writePin(deck, { ref: 'x', pinned: 'y' }), /broken\.lock\.json/);
    assert.equal(await readFile(deckLockFile(deck), 'utf8'), '{');
  });
});

describe('the folder that a flake reference means', () => {
  for (const [ref, folder] of [
    ['path:../set', '/decks/set'],
    ['./set', '/decks/talk/set'],
    ['/srv/set', '/srv/set'],
    ['path:/srv/set', '/srv/set'],
    ['github:NixOS/nixpkgs/nixos-25.05', undefined],
    ['nixpkgs', undefined],
    ['git+file:///srv/set', undefined],
  ] as const) {
    it(ref, () => assert.equal(flakeFolder(ref, '/decks/talk/deck.md'), folder));
  }
});
