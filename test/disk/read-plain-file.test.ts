import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readPlainFile } from '../../src/disk/read-plain-file.ts';

describe('a file that came with a deck', () => {
  const dir = mkdtempSync(join(tmpdir(), 'piste-plain-'));
  after(() => rmSync(dir, { recursive: true }));
  const path = (name: string) => join(dir, name);
  writeFileSync(path('text'), 'é\n');
  symlinkSync('text', path('link'));
  symlinkSync('/dev/zero', path('endless'));
  mkdirSync(path('folder'));
  execFileSync('mkfifo', [path('pipe')]);
  execFileSync('truncate', ['-s', '1T', path('huge')]);

  it('is read as text', async () => assert.equal(await readPlainFile(path('text')), 'é\n'));
  it('is read up to a limit', async () => {
    assert.equal(await readPlainFile(path('text'), 3), 'é\n');
    assert.equal(await readPlainFile(path('text'), 2), undefined);
  });
  for (const name of ['missing', 'link', 'endless', 'folder', 'pipe', 'huge'])
    it(`is none that is called ${name}`, async () =>
      assert.equal(await readPlainFile(path(name)), undefined));
  // Its size is 0, and what it has to say is not.
  it('is none that has more than it says', async () =>
    assert.equal(await readPlainFile('/proc/self/status'), undefined));
});
