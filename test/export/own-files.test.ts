import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deckOfSources, readDeckSources } from '../../src/deck/load-deck.ts';
import { mustNotReplaceOwn, type Targets } from '../../src/export/own-files.ts';
import { noRecords } from '../../src/records/no-records.ts';
import { assetPath } from '../../src/serve/deck-assets.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'piste-own-'));
  for (const name of ['outputs', 'pictures', 'out']) mkdirSync(join(folder, name));
  const text =
    '# Own\n\n![a](shot.pdf) ![b](pictures/2.png) [as PDF](talk.pdf)\n\n```nix\n{{#include a.nix}}\n```\n';
  for (const [path, content] of [
    ['deck.md', text],
    ['a.nix', '1'],
    ['shot.pdf', ''],
    ['talk.pdf', ''],
    ['pictures/2.png', ''],
  ] as const)
    writeFileSync(join(folder, path), content);
  symlinkSync('..', join(folder, 'out', 'up'));
});
after(() => rmSync(folder, { recursive: true }));

async function refusal({ files = [], pictures = [] }: Partial<Targets>): Promise<string> {
  const sources = await readDeckSources(folder);
  const deck = deckOfSources(sources);
  const site = {
    deck,
    records: async () => noRecords,
    locate: (path: string) => assetPath(deck.file, path),
  };
  const whole = (paths: readonly string[]) => paths.map((path) => join(folder, path));
  return mustNotReplaceOwn(site, sources, { files: whole(files), pictures: whole(pictures) }).then(
    () => '',
    (error: unknown) => String(error).replace(`${folder}/`, ''),
  );
}

describe('what an export may not replace', () => {
  for (const [path, what] of [
    ['deck.md', 'the deck itself'],
    ['out/up/deck.md', 'the deck itself'],
    ['a.nix', 'included in it'],
    ['deck.lock.json', 'its lock'],
    ['outputs/0123456789abcdef0123456789abcdef.cast', 'one of its records'],
    ['shot.pdf', 'shown in it'],
  ] as const)
    it(`${path}: ${what}`, async () =>
      assert.match(await refusal({ files: ['new.md', path] }), new RegExp(`${path} would .* is ${what}`)));

  it('a picture that is shown, by one of its own', async () =>
    assert.match(await refusal({ pictures: ['pictures'] }), /pictures\/2\.png would .* is shown in it/));

  it('is nothing else: what a page only leads to may be made anew', async () =>
    assert.equal(await refusal({ files: ['talk.pdf', 'talk.md', 'out/deck.md'], pictures: ['out'] }), ''));
});
