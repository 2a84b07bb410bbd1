import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { watchDecks } from '../../src/serve/watch-decks.ts';

describe('a deck that is being edited', { timeout: 20_000 }, () => {
  let folder = '';
  let file = '';
  let watcher: { close(): Promise<void> };
  const reads = new EventEmitter();
  let last = '';
  const seen: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'piste-watch-'));
    file = join(folder, 'deck.md');
    await writeFile(file, 'as it was');
    watcher = watchDecks([file], async () => {
      last = await readFile(file, 'utf8');
      seen.push(last);
      reads.emit('read');
    });
    // It watches once a change is heard of.
    while (last !== 'begun') {
      await writeFile(file, 'begun');
      await Promise.race([once(reads, 'read'), pause(100)]);
    }
  });
  after(async () => {
    await watcher.close();
    await rm(folder, { recursive: true });
  });

  for (const pauseMs of [0, 1, 2, 3, 4]) {
    it(`is read in the end as it was left by an editor that empties it, and fills it ${pauseMs} ms later`, async () => {
      const wanted = `filled after ${pauseMs} ms`;
      const handle = await open(file, 'w');
      if (pauseMs > 0) await pause(pauseMs);
      await handle.writeFile(wanted);
      await handle.close();
      while (last !== wanted) await once(reads, 'read');
      assert.ok(!seen.includes(''), 'an emptied file was shown');
    });
  }

  for (const pauseMs of [25, 35, 45]) {
    it(`is read again when it is edited ${pauseMs} ms after it was read`, async () => {
      for (const wanted of [`before ${pauseMs} ms`, `after ${pauseMs} ms`]) {
        await pause(pauseMs);
        await writeFile(file, wanted);
        while (last !== wanted) await once(reads, 'read');
      }
    });
  }

  for (const pauseMs of [70, 80, 90]) {
    it(`is read again when it is put aside and written anew ${pauseMs} ms after that was read`, async () => {
      for (const wanted of [`aside before ${pauseMs} ms`, `aside after ${pauseMs} ms`]) {
        await pause(pauseMs);
        await rename(file, `${file}~`);
        await writeFile(file, wanted);
        while (last !== wanted) await once(reads, 'read');
      }
    });
  }

  it('is not read for a folder that comes beside it, as one for talks does', async () => {
    const before = seen.length;
    await mkdir(join(folder, 'talks'));
    await writeFile(join(folder, 'talks', 'deck-2026-01-01T00-00-00.jsonl'), '{}');
    // What comes later is heard later.
    await writeFile(file, 'after the talk began');
    while (last !== 'after the talk began') await once(reads, 'read');
    assert.deepEqual(new Set(seen.slice(before)), new Set(['after the talk began']));
  });

  it('is shown empty where it stays empty', async () => {
    await writeFile(file, '');
    while (last !== '') await once(reads, 'read');
  });
});
