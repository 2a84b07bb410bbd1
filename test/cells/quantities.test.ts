import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatBytes, parseTalkMs } from '../../src/cells/quantities.ts';

describe('sizes as people read them', () => {
  for (const [bytes, text] of [
    [0, '0 B'],
    [512, '512 B'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [536870912, '512 MB'],
    [2 ** 31, '2 GB'],
  ] as const) {
    it(text, () => assert.equal(formatBytes(bytes), text));
  }
});

describe('how long a talk takes', () => {
  for (const [text, seconds] of [
    ['30m', 1800],
    ['1h', 3600],
    ['1h30m', 5400],
    ['90s', 90],
    ['35min', 2100],
    ['45', 2700],
    ['45:00', 2700],
    ['1:30:00', 5400],
    ['soon', undefined],
    ['', undefined],
    ['0', undefined],
  ] as const) {
    it(text === '' ? 'nothing' : text, () =>
      assert.equal(parseTalkMs(text), seconds === undefined ? undefined : seconds * 1000),
    );
  }
});
