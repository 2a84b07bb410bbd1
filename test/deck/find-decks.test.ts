import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findDecks } from '../../src/deck/find-decks.ts';
import { ConfigError } from '../../src/errors.ts';

let dir = '';
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-find-'));
  mkdirSync(join(dir, 'decks', 'nix-talk'), { recursive: true });
  writeFileSync(join(dir, 'decks', 'nix-talk', 'deck.md'), '# A\n');
  writeFileSync(join(dir, 'short.md'), '# B\n');
});
after(() => rmSync(dir, { recursive: true }));

describe('findDecks: a path that leads nowhere', () => {
  const rows: readonly [path: string, meant: string | undefined][] = [
    ['dekcs', 'decks'],
    ['decks/nix-tlak', 'decks/nix-talk'],
    ['dekcs/nix-talk/deck.md', 'decks/nix-talk/deck.md'],
    ['shrot.md', 'short.md'],
    ['something-else-altogether.md', undefined],
  ];
  for (const [path, meant] of rows)
    it(`${path}: ${meant ?? 'nobody knows'}`, async () => {
      const mend =
        meant === undefined
          ? 'name a Markdown file, or a folder of decks'
          : `did you mean ${join(dir, meant)}?`;
      await assert.rejects(findDecks([join(dir, path)]), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.equal(error.mend, mend);
        return true;
      });
    });
});

it('findDecks: a folder without decks is told where one is looked for', async () => {
  const empty = join(dir, 'empty');
  mkdirSync(empty);
  await assert.rejects(findDecks([empty]), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.mend, `put one there: ${empty}/deck.md, ${empty}/NAME.md or ${empty}/NAME/deck.md`);
    return true;
  });
});
