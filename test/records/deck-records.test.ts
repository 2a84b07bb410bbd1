import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Cell } from '../../src/cells/cell.ts';
import { type KeyedCell, keysOfChain } from '../../src/cells/cell-key.ts';
import { openRecords, pruneRecords } from '../../src/records/deck-records.ts';
import { whyRun } from '../../src/runner/why-run.ts';
import type { Transcript } from '../../src/transcript/transcript.ts';
import { bash } from '../support/cells.ts';

const base = { environment: 'e', limits: '1 2 3 4' };

const transcriptOf = ({ key, parts }: KeyedCell, printed = 'hi'): Transcript => ({
  key,
  parts,
  cols: 80,
  rows: 24,
  recordedAt: 1_795_000_000,
  nixVersion: '2.26.3',
  exit: 0,
  durationMs: 1,
  events: [{ at: 0, kind: 'output', data: printed }],
});

/** Cells that are numbered from 1, as a deck numbers them. */
const numbered = (...bodies: readonly string[]): readonly Cell[] =>
  bodies.map((body, index) => ({ ...bash(body), ordinal: index + 1, id: String(index + 1) }));

describe("a deck's records", () => {
  let dir = '';
  const file = (name: string) => join(dir, name);
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-records-'));
  });
  after(() => rm(dir, { recursive: true }));

  const cells = keysOfChain(numbered('a', 'b'), base);
  const [a, b] = cells as readonly [KeyedCell, KeyedCell];
  const cast = ({ key }: KeyedCell) => join(dir, 'outputs', `${key}.cast`);

  it('are written once for a key, and known when the deck is opened again', async () => {
    const records = await openRecords(file('deck.md'));
    assert.equal(await records.has(a.key), false);
    await records.save(transcriptOf(a));
    const first = await readFile(cast(a), 'utf8');
    await records.save(transcriptOf(a, 'another'));
    assert.equal(await readFile(cast(a), 'utf8'), first);
    await records.save(transcriptOf(b));
    await records.writeLock(cells, 'e');

    const again = await openRecords(file('deck.md'));
    assert.deepEqual([await again.has(a.key), await again.has(b.key)], [true, true]);
    assert.deepEqual(await again.get(a.key), transcriptOf(a));
    assert.equal(again.environment, 'e');
    assert.equal(again.locked('2')?.key, b.key);
  });

  it('that were changed behind our back are none', async () => {
    const text = await readFile(cast(a), 'utf8');
    await writeFile(cast(a), text.replace('hi', 'ho'));
    const records = await openRecords(file('deck.md'));
    assert.equal(await records.has(a.key), false);
    assert.match(
      await whyRun(a, records),
      /its transcript is missing, or is not the one that the lock names/,
    );
    await writeFile(cast(a), text);
  });

  it('of which a killed process left half a file are none, and without a lock a whole file is one', async () => {
    const records = await openRecords(file('other.md'));
    assert.equal(await records.has(a.key), true);
    const text = await readFile(cast(b), 'utf8');
    await writeFile(cast(b), text.slice(0, -3));
    assert.equal(await records.has(b.key), false);
    await writeFile(cast(b), text);
  });

  it('that are links, or whose lock is one, are not followed', async () => {
    const linked = join(dir, 'linked');
    await mkdir(join(linked, 'outputs'), { recursive: true });
    await symlink(cast(a), join(linked, 'outputs', `${a.key}.cast`));
    const records = await openRecords(join(linked, 'deck.md'));
    assert.equal(await records.has(a.key), false);
    await symlink('/dev/zero', join(linked, 'deck.lock.json'));
    await assert.rejects(openRecords(join(linked, 'deck.md')), {
      message: `${join(linked, 'deck.lock.json')} cannot be read: it is a link, no file, too large, or closed`,
    });
  });

  it('say why a cell must run', async () => {
    const records = await openRecords(file('deck.md'));
    const why = async (bodies: readonly string[], on = base) =>
      Promise.all(keysOfChain(numbered(...bodies), on).map((one) => whyRun(one, records)));
    assert.deepEqual(await why(['a', 'B']), [
      'its transcript is missing, or is not the one that the lock names',
      'its text has changed',
    ]);
    assert.deepEqual(await why(['A', 'b']), [
      'its text has changed',
      'a cell before it in its chain has changed',
    ]);
    assert.deepEqual(await why(['a', 'b'], { ...base, environment: 'f' }), [
      'the environment has changed',
      'the environment has changed',
    ]);
    // A cell put in front moves all numbers; the texts tell which is which.
    assert.deepEqual((await why(['new', 'a', 'b', 'c'])).slice(1), [
      'a cell before it in its chain has changed',
      'a cell before it in its chain has changed',
      'it has never been recorded',
    ]);
  });

  it('of no cell are removed, those of another deck in the folder stay', async () => {
    const [other, stale] = keysOfChain(numbered('x', 'y'), base) as readonly [KeyedCell, KeyedCell];
    const records = await openRecords(file('other.md'));
    await records.save(transcriptOf(other));
    await records.save(transcriptOf(stale));
    await records.writeLock([other], 'e');
    assert.deepEqual(await pruneRecords(file('deck.md')), [stale.key]);
    assert.deepEqual(
      (await readdir(join(dir, 'outputs'))).sort(),
      [a, b, other].map(({ key }) => `${key}.cast`).sort(),
    );
  });

  it('of a cell that cannot be recorded now keep what was recorded last', async () => {
    const records = await openRecords(file('deck.md'));
    const changed = keysOfChain(numbered('a', 'fails'), base);
    await records.writeLock(changed, 'e');
    assert.equal((await openRecords(file('deck.md'))).locked('2')?.key, b.key);
  });
});
