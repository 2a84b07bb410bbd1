import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDuration } from '../../src/cells/duration.ts';
import { recordText, statusText } from '../../src/client/cells/status-text.ts';
import { recordedWords } from '../../src/words/recorded-words.ts';
import { phrasesOf } from '../../src/words/words.ts';

describe('statusText', () => {
  const cell = 'x';

  it('counts the seconds apart from the words, so that they are not read aloud', () => {
    assert.deepEqual(statusText({ cell, state: 'running' }, 0), { text: 'running' });
    assert.deepEqual(statusText({ cell, state: 'running' }, 3000), { text: 'running', ticking: ' 3 s…' });
  });

  it('says what came of it', () => {
    assert.equal(statusText({ cell, state: 'ok', exit: 0, durationMs: 420 }).text, 'ok 0.4 s');
    assert.equal(
      statusText({ cell, state: 'ok', exit: 1, durationMs: 420 }).text,
      'ok (exit status 1, as expected) 0.4 s',
    );
    assert.equal(statusText({ cell, state: 'failed', exit: 3, durationMs: 5 }).text, 'failed: exit status 3');
    assert.equal(statusText({ cell, state: 'cancelled', durationMs: 2000 }).text, 'cancelled after 2 s');
    assert.equal(statusText({ cell, state: 'cancelled' }).text, 'cancelled');
    assert.equal(statusText({ cell, state: 'idle' }).text, '');
  });

  it('gives the reason where there is one, and tells our failures from the cell’s', () => {
    const reason = 'killed: out of memory (512 MB)';
    assert.equal(statusText({ cell, state: 'failed', exit: 137, reason }).text, reason);
    assert.equal(statusText({ cell, state: 'error', reason: 'no engine' }).text, 'could not run: no engine');
  });
});

describe('a record in words', () => {
  const record = { recordedAt: Date.UTC(2026, 10, 21, 23) / 1000, exit: 0, durationMs: 420 };

  it('has its day and what it came to', () => {
    assert.equal(recordedWords(record, phrasesOf('en')), 'recorded 21 Nov 2026 · 0.4 s');
    assert.equal(
      recordedWords({ ...record, exit: 2 }, phrasesOf('en')),
      'recorded 21 Nov 2026 · exit status 2 · 0.4 s',
    );
  });

  it('is said as the deck’s language says it', () => {
    const german = phrasesOf('de-AT');
    assert.equal(
      recordedWords({ ...record, exit: 2 }, german),
      'aufgezeichnet am 21. Nov. 2026 · Exit-Status 2 · 0,4 s',
    );
    assert.equal(statusText({ cell: 'x', state: 'ok', durationMs: 420 }, 0, german).text, 'fertig 0,4 s');
  });

  it('says what it stands in for, apart from its day, which no long reason may push out of sight', () => {
    assert.deepEqual(recordText(record, { cell: 'x', state: 'error', reason: 'no engine' }), {
      text: 'could not run: no engine',
      recorded: 'recorded 21 Nov 2026',
    });
    const reason = 'not run: cell 3 before it did not succeed';
    assert.equal(recordText(record, { cell: 'x', state: 'idle', reason }).text, reason);
  });
});

describe('formatDuration', () => {
  it('is as exact as one would say it', () => {
    const said = [4, 90, 420, 949, 950, 1000, 1234, 9499, 9600, 59_400, 59_800, 185_000].map(formatDuration);
    assert.deepEqual(said, [
      '0.00 s',
      '0.09 s',
      '0.4 s',
      '0.9 s',
      '0.9 s',
      '1 s',
      '1.2 s',
      '9.5 s',
      '10 s',
      '59 s',
      '1 min',
      '3 min 5 s',
    ]);
  });
});
