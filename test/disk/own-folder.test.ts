import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { takeFolder } from '../../src/disk/own-folder.ts';
import { ConfigError } from '../../src/errors.ts';

const root = mkdtempSync(join(tmpdir(), 'piste-own-'));
after(() => rmSync(root, { recursive: true }));

describe('a folder of one process', () => {
  it('is nobody else’s until it is let go', async () => {
    const dir = join(root, 'a');
    const first = await takeFolder(dir, '--data OTHER');
    const refusal = await takeFolder(dir, '--data OTHER').catch((error: unknown) => error);
    assert.ok(refusal instanceof ConfigError);
    assert.equal(refusal.message, `${dir} is in use by the process ${process.pid}`);
    assert.equal(refusal.mend, '--data OTHER');
    await first[Symbol.asyncDispose]();
    await using again = await takeFolder(dir, '');
    assert.equal(again.dir, dir);
  });

  it('is taken over from one that was killed', async () => {
    const dir = join(root, 'b');
    await (await takeFolder(dir, ''))[Symbol.asyncDispose]();
    const { pid } = spawnSync('true');
    writeFileSync(join(dir, 'in-use'), `${pid} 12345 x`);
    await using taken = await takeFolder(dir, '');
    assert.equal(existsSync(join(taken.dir, 'in-use')), true);
  });

  it('and from one whose number another process has now', async () => {
    const dir = join(root, 'c');
    await (await takeFolder(dir, ''))[Symbol.asyncDispose]();
    writeFileSync(join(dir, 'in-use'), `${process.pid} 1 x`);
    await using taken = await takeFolder(dir, '');
    assert.equal(taken.dir, dir);
  });
});
