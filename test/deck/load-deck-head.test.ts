import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { loadDeckHead } from '../../src/deck/load-deck-head.ts';

const head = 'environment:\n  packages: [hello, git]\nlimits: { memory: 64M }\n';

describe('loadDeckHead', () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-head-'));
  });
  after(() => rm(dir, { recursive: true }));

  for (const [what, text] of Object.entries({
    'front matter': `---\n${head}---\n\n# One\n\n---\n\n# Two\n`,
    'a byte order mark and CRLF': `\uFEFF---\n${head}---\n\n# One\n`.replaceAll('\n', '\r\n'),
    'nothing else': `---\n${head}---`,
    'no front matter': '# One\n\n---\n\nenvironment: { packages: [git] }\n\n---\n',
    'an empty one': '---\n---\n# One\n',
    'one without an end': `---\n${head}\n# One\n`,
  }))
    it(`knows what a deck asks of its session as the whole deck does: ${what}`, async () => {
      const file = join(dir, 'deck.md');
      await writeFile(file, text);
      const [own, whole] = [await loadDeckHead(file), await loadDeck(file)];
      assert.deepEqual(own.settings.environment, whole.settings.environment);
      assert.deepEqual(own.settings.limits, whole.settings.limits);
      assert.equal(own.name, whole.name);
    });
});
