import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from '../../src/commands/build.ts';
import { randomFrom } from '../support/random.ts';
import { editedDecks } from './site-edits.ts';

// Another seed is another set of edits: PISTE_SEED=7 npm test -- test/property/incremental-site.test.ts
const seed = Number(process.env.PISTE_SEED ?? '1');
const rounds = 25;

let dir = '';
const home = process.env.PISTE_HOME;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-incremental-'));
});
after(() => {
  if (home === undefined) delete process.env.PISTE_HOME;
  else process.env.PISTE_HOME = home;
  rmSync(dir, { recursive: true });
});

/** Builds with what is kept in one folder; the number of decks that were made. */
async function buildWith(kept: string, site: string, notes: boolean): Promise<number> {
  process.env.PISTE_HOME = join(dir, kept);
  const options = { paths: [join(dir, 'decks')], folder: join(dir, site), base: undefined, force: false };
  return (await build({ ...options, notes, onWarning: () => {} })).decksMade;
}

function contentsOf(site: string): ReadonlyMap<string, string> {
  const files = readdirSync(join(dir, site), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((file) => !file.includes('/assets/'))
    .sort();
  return new Map(files.map((file) => [file.slice(join(dir, site).length), readFileSync(file, 'latin1')]));
}

describe(`a site that is built again and again (seed ${seed})`, () => {
  it('is after each edit what a build without a memory makes, byte for byte', async () => {
    const random = randomFrom(seed);
    const { edit } = await editedDecks(join(dir, 'decks'), 6, random);
    let notes = true;
    let made = 0;
    let shown = 0;
    for (let round = 0; round < rounds; round++) {
      const edits = [await edit(), ...(random() < 0.3 ? [await edit()] : [])];
      if (random() < 0.1) notes = !notes;
      if (random() < 0.1)
        for (const name of readdirSync(join(dir, 'home', 'built')))
          if (random() < 0.5) truncateSync(join(dir, 'home', 'built', name), 99);
      const told = `round ${round}: ${edits.join(', ')}`;
      made += await buildWith('home', 'site', notes);
      await buildWith(`fresh-${round}`, 'fresh', notes);
      const [now, fresh] = [contentsOf('site'), contentsOf('fresh')];
      assert.deepEqual([...now.keys()], [...fresh.keys()], told);
      for (const [path, text] of fresh) assert.ok(now.get(path) === text, `${told}: ${path}`);
      shown += [...now.values()].filter((text) => text.includes('data-state="recorded"')).length;
    }
    assert.ok(shown > rounds, `${shown} pages had outputs`);
    assert.ok(made < rounds * 4, `${made} decks were made`);
  });
});
