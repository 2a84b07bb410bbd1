import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cli } from '../support/piste.ts';

let dir = '';
const piste = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: dir,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-verify-cli-'));
  writeFileSync(join(dir, 'talk.md'), '# A talk\n');
  assert.equal(piste('build', 'talk.md').status, 0);
});
after(() => rmSync(dir, { recursive: true }));

describe('piste verify', () => {
  it('ends with 0 and says what it has looked at', () => {
    const { status, stdout } = piste('verify', 'site', 'talk.md');
    assert.match(
      stdout,
      /^site: \d+ files, 1 deck, 0 outputs: all as they say\nevery file of its list is what the decks come to now, built without options\nnothing was run: /,
    );
    assert.equal(status, 0);
  });

  it('ends with 1 and says what differs, where, and what mends it', () => {
    appendFileSync(join(dir, 'talk.md'), '\nMore.\n');
    const { status, stdout } = piste('verify', 'site', 'talk.md');
    assert.match(
      stdout,
      /^talk\/deck\.json: talk\.md is another text since it was published\n {2}mend: npm run -s piste -- build talk\.md -o site\n/,
    );
    assert.equal(status, 1);
    const lines = piste('verify', 'site', 'talk.md', '--json').stdout.trim().split('\n');
    const [difference, summary] = lines.map((line) => JSON.parse(line));
    assert.equal(difference.path, 'talk/deck.json');
    assert.deepEqual([summary.differences, summary.decks, summary.compared], [1, ['talk'], ['talk']]);
  });

  it('does not say that all is well when it is not, and says whose word it takes', () => {
    piste('build', 'talk.md', '-o', 'other', '--title', 'A \u202etitle', '--no-notes');
    appendFileSync(join(dir, 'other/index.html'), '<!-- -->');
    writeFileSync(join(dir, 'other/\u001b[2Jmore'), '');
    const { status, stdout } = piste('verify', 'other', 'talk.md');
    assert.match(
      stdout,
      /: 1 difference\n1 more file in the folder that no build has written: \\u\{1b\}\[2Jmore\nevery other file of its list is what the decks come to now, built as its list says: --title "A \\u\{202e\}title" --no-notes\n/,
    );
    assert.equal(status, 1);
  });

  it('ends with 2 where there is no site', () => {
    for (const args of [[], ['nowhere'], ['.']]) {
      const { status, stderr } = piste('verify', ...args);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /to mend it/);
    }
  });
});
