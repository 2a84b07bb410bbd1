import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { projectDir } from '../../src/environment/places.ts';
import { cli } from '../support/piste.ts';

it('shows of a workshop that its steps can be done: behind its solution each check goes well', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'piste-workshop-deck-'));
  try {
    const deck = join(dir, 'deck.md');
    await cp(join(projectDir, 'test', 'fixtures', 'workshop', 'deck.md'), deck);
    const { status, stdout } = spawnSync(process.execPath, [cli, 'run', '--json', deck], {
      encoding: 'utf8',
    });
    const cells = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => kind === 'check');
    assert.deepEqual(
      cells.map(({ cell, status }) => `${cell} ${status}`),
      ['says-good-morning ok', 'is-built ok', 'knows-where ok'],
    );
    assert.equal(status, 0);
  } finally {
    await rm(dir, { recursive: true });
  }
});
