import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { PackingSession } from '../../src/records/snapshots.ts';
import type { PackOptions } from '../../src/session/pack.ts';
import { snapshotFolder } from '../support/snapshots.ts';

interface Made {
  readonly state: string;
  /** What of the store the session packs, by the number of the pack that it is asked to start from. */
  readonly store?: (since: PackOptions['since']) => {
    readonly changes: 'none' | 'more' | 'all';
    readonly bytes?: string;
  };
  readonly whole?: boolean;
  readonly restored?: readonly string[];
}

/** Of a session, what a snapshot is taken by: it packs what is said, and `made` can be changed between packs. */
function packing(made: Made): { readonly session: PackingSession; made: Made } {
  const one = { made };
  let number = 0;
  const session: PackingSession = {
    async pack({ since, sink }) {
      await sink('state', Buffer.from(one.made.state));
      const store = one.made.store?.(since) ?? { changes: 'none' };
      if (store.bytes !== undefined) await sink('store', Buffer.from(store.bytes));
      return one.made.whole === false
        ? undefined
        : { store: store.changes, number: ++number, background: ['server'] };
    },
    ...(made.restored ? { restored: { files: made.restored } } : {}),
  };
  return Object.assign(one, { session });
}

const texts = (files: readonly string[] = []) => Promise.all(files.map((file) => readFile(file, 'utf8')));

describe('snapshots on the disk', () => {
  it('give a session what the other had packed: layers of the store, then the state', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    const packs = packing({ state: 's1', store: () => ({ changes: 'more', bytes: 'a' }) });
    const taken = await snapshots.take('k1', packs.session);
    assert.deepEqual([taken?.key, taken?.sizeBytes, taken?.background], ['k1', 3, ['server']]);
    packs.made = { state: 's2', store: (since) => ({ changes: 'more', bytes: `since ${since}` }) };
    await snapshots.take('k2', packs.session);
    assert.deepEqual(await texts((await snapshots.restoreOf('k2'))?.files), ['a', 'since 1', 's2']);
    // Once something of the store has gone, all of it is packed, and earlier layers are not used.
    packs.made = { state: 's3', store: () => ({ changes: 'all', bytes: 'b' }) };
    await snapshots.take('k3', packs.session);
    assert.deepEqual(await texts((await snapshots.restoreOf('k3'))?.files), ['b', 's3']);
    assert.deepEqual(await texts((await snapshots.restoreOf('k1'))?.files), ['a', 's1']);
  });

  it('of a restored session stand on the layers that it began with', async () => {
    await using folder = await snapshotFolder();
    const first = packing({ state: 's', store: () => ({ changes: 'more', bytes: 'a' }) });
    await folder.open().take('k1', first.session);
    // In another process.
    const snapshots = folder.open();
    const restored = (await snapshots.restoreOf('k1'))?.files ?? [];
    const second = packing({ state: 't', store: () => ({ changes: 'more', bytes: 'b' }), restored });
    await snapshots.take('k2', second.session);
    assert.deepEqual(await texts((await snapshots.restoreOf('k2'))?.files), ['a', 'b', 't']);
  });

  it('share what is the same', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    for (const key of ['k1', 'k2']) await snapshots.take(key, packing({ state: 'same' }).session);
    assert.equal((await readdir(join(folder.dir, 'blobs'))).length, 1);
  });

  it('are not there when they were not had whole, or are too large', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open({ stateLimitBytes: 10 });
    assert.equal(await snapshots.take('torn', packing({ state: 's', whole: false }).session), undefined);
    assert.equal(await snapshots.take('large', packing({ state: 'more than ten' }).session), undefined);
    assert.equal(await snapshots.find('torn'), undefined);
    assert.deepEqual(await readdir(join(folder.dir, 'parts')), []);
  });

  for (const [how, damage] of [
    ['cut off', (file: string) => truncate(file, 3)],
    ['changed', (file: string) => writeFile(file, 'State')],
    ['gone', (file: string) => rm(file)],
  ] as const) {
    it(`whose bytes are ${how} are none`, async () => {
      await using folder = await snapshotFolder();
      const snapshots = folder.open();
      await snapshots.take('key', packing({ state: 'state' }).session);
      const [file = ''] = (await snapshots.restoreOf('key'))?.files ?? [];
      await damage(file);
      assert.equal(await snapshots.restoreOf('key'), undefined);
      assert.equal(await snapshots.find('key'), undefined);
      // The same state, taken again, is whole again.
      await snapshots.take('key', packing({ state: 'state' }).session);
      assert.deepEqual(await texts((await snapshots.restoreOf('key'))?.files), ['state']);
    });
  }

  it('whose manifest was torn are none', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await snapshots.take('key', packing({ state: 'state' }).session);
    await truncate(join(folder.dir, 'keys', 'key.json'), 20);
    assert.equal(await snapshots.find('key'), undefined);
    assert.equal(await snapshots.restoreOf('key'), undefined);
  });

  it('go when the budget is spent, those first that were not used for longest', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    for (const [at, key] of ['k1', 'k2', 'k3'].entries()) {
      await snapshots.take(key, packing({ state: `state of ${key}` }).session);
      await utimes(join(folder.dir, 'keys', `${key}.json`), at + 1, at + 1);
    }
    await snapshots.restoreOf('k1');
    await folder.open({ budgetBytes: 25, graceMs: -1 }).sweep();
    const found = await Promise.all(['k1', 'k2', 'k3'].map((key) => snapshots.find(key)));
    assert.deepEqual(
      found.map((one) => one?.key),
      ['k1', undefined, 'k3'],
    );
    assert.equal((await readdir(join(folder.dir, 'blobs'))).length, 2);
  });

  it('are packed whole where the layers below have gone meanwhile', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    const packs = packing({ state: 's', store: () => ({ changes: 'more', bytes: 'a' }) });
    await snapshots.take('k1', packs.session);
    await snapshots.take('other', packing({ state: 'twenty bytes of it..' }).session);
    await utimes(join(folder.dir, 'keys', 'k1.json'), 1, 1);
    await folder.open({ budgetBytes: 20, graceMs: -1 }).sweep();
    packs.made = { state: 't', store: (since) => ({ changes: 'more', bytes: `since ${since}` }) };
    await snapshots.take('k2', packs.session);
    assert.deepEqual(await texts((await snapshots.restoreOf('k2'))?.files), ['since nothing', 't']);
  });

  it('leave parts of a killed process to the next sweep, and those of a living one alone', async () => {
    await using folder = await snapshotFolder();
    const snapshots = folder.open();
    await snapshots.take('key', packing({ state: 'state' }).session);
    const { pid } = spawnSync('true');
    for (const name of [`${pid}-aaaa`, `${process.pid}-bbbb`])
      await writeFile(join(folder.dir, 'parts', name), '');
    await snapshots.sweep();
    assert.deepEqual(await readdir(join(folder.dir, 'parts')), [`${process.pid}-bbbb`]);
    assert.ok(await snapshots.find('key'));
  });

  it('can be seen by no one else on this machine', async () => {
    await using folder = await snapshotFolder();
    await folder.open({ dir: join(folder.dir, 'new') }).take('key', packing({ state: 'state' }).session);
    const { stdout } = spawnSync('stat', ['-c', '%a', join(folder.dir, 'new')], { encoding: 'utf8' });
    assert.equal(stdout, '700\n');
  });
});
