import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deckLockFile, readPin, writePin } from '../../src/environment/deck-lock.ts';
import { flakeFolder } from '../../src/environment/pin-flake.ts';

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
    await writeFile(deckLockFile(deck), '{ "cells": { "1": "x" } }');
    await writePin(deck, { ref: 'path:./set', pinned: 'sha256-x' });
    assert.deepEqual(JSON.parse(await readFile(deckLockFile(deck), 'utf8')), {
      cells: { 1: 'x' },
      nixpkgs: { ref: 'path:./set', pinned: 'sha256-x' },
    });
    assert.deepEqual(await readPin(deck), { ref: 'path:./set', pinned: 'sha256-x' });
    assert.deepEqual(await readdir(dir), ['deck.lock.json']);
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
