import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMarkReader } from '../../src/session/marks.ts';

/** Reads a stream, cut into chunks of `size` bytes, into bytes and marks in their order. */
function read(stream: string, size: number): readonly string[] {
  const seen: string[] = [];
  const take = createMarkReader('key', {
    onBytes: (bytes) => {
      const last = seen.at(-1);
      if (last?.startsWith('"')) seen[seen.length - 1] = last + bytes.toString();
      else seen.push(`"${bytes}`);
    },
    onMark: (status, sequence) => seen.push(`mark ${status} of ${sequence}`),
  });
  const bytes = Buffer.from(stream);
  for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
  return seen;
}

const rows: readonly { stream: string; seen: readonly string[] }[] = [
  { stream: 'a\x1b]133;D;0;key;1\x07', seen: ['"a', 'mark 0 of 1'] },
  {
    stream: 'a\x1b]133;D;127;key;12\x07b\x1b]133;D;1;key;13\x07',
    seen: ['"a', 'mark 127 of 12', '"b', 'mark 1 of 13'],
  },
  { stream: '\x1b]133;D;0;other;1\x07x', seen: ['"\x1b]133;D;0;other;1\x07x'] },
  { stream: '\x1b[31mred\x1b[0m\x1b]133;D;3;key;1\x07', seen: ['"\x1b[31mred\x1b[0m', 'mark 3 of 1'] },
  { stream: '\x1b]133;D;;key;1\x07x', seen: ['"\x1b]133;D;;key;1\x07x'] },
  { stream: '\x1b\x1b]133;D;0;key;1\x07', seen: ['"\x1b', 'mark 0 of 1'] },
];

describe('marks in a stream', () => {
  for (const { stream, seen } of rows) {
    it(JSON.stringify(stream), () => {
      for (const size of [1, 2, 3, 7, 1000]) assert.deepEqual(read(stream, size), seen, `chunks of ${size}`);
    });
  }
});
