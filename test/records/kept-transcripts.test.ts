import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { keptTranscript } from '../../src/records/kept-transcripts.ts';
import type { Transcript } from '../../src/transcript/transcript.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-kept-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('keptTranscript', () => {
  it('reads a transcript again when its file or what the lock says of it is another', async () => {
    const file = join(dir, 'a.cast');
    let reads = 0;
    const open = (wanted: string) => keptTranscript(file, wanted, async () => transcript(++reads));
    writeFileSync(file, 'one');
    const first = await open('sha256-1');
    assert.equal(await open('sha256-1'), first);
    assert.equal(reads, 1);

    assert.notEqual(await open('sha256-2'), first);
    assert.equal(reads, 2);

    writeFileSync(join(dir, 'next'), 'two');
    renameSync(join(dir, 'next'), file);
    await open('sha256-2');
    assert.equal(reads, 3);
  });

  it('keeps nothing of a file that is gone, or that is no transcript', async () => {
    const file = join(dir, 'b.cast');
    writeFileSync(file, 'whole');
    assert.ok(await keptTranscript(file, undefined, async () => transcript(1)));
    rmSync(file);
    assert.equal(await keptTranscript(file, undefined, async () => undefined), undefined);
    writeFileSync(file, 'torn');
    assert.equal(await keptTranscript(file, undefined, async () => undefined), undefined);
    assert.ok(await keptTranscript(file, undefined, async () => transcript(2)));
  });
});

const transcript = (durationMs: number): Transcript => ({
  key: 'a'.repeat(32),
  parts: { environment: '', limits: '', previous: '', kind: '', language: '', body: '', options: '' },
  nixVersion: '',
  recordedAt: 0,
  exit: 0,
  durationMs,
  cols: 80,
  rows: 24,
  events: [],
});
