import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatBytes } from '../../src/cells/quantities.ts';

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
