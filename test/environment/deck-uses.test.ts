import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { noteDeckUses, readDeckUses } from '../../src/environment/deck-uses.ts';
import { placesOf } from '../../src/environment/places.ts';

it('decks that have an environment are noted together, once each, beside those that were', async () => {
  const home = await mkdtemp(join(tmpdir(), 'piste-uses-'));
  const places = { ...placesOf(), home };
  await noteDeckUses(places, ['/decks/b.md']);
  await noteDeckUses(places, ['/decks/c.md', '/decks/b.md', 'a.md', '/decks/c.md']);
  assert.deepEqual(await readDeckUses(places), [resolve('a.md'), '/decks/b.md', '/decks/c.md'].sort());
  await rm(home, { recursive: true });
});
