import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeptOutput, formatBytes } from '../../src/transcript/kept-output.ts';

const small = { headBytes: 10, headLines: 3, tailBytes: 8, tailLines: 100 };

/** Feeds chunks; what was kept of the beginning, and the end. */
function keep(chunks: readonly string[]) {
  const kept = createKeptOutput(small);
  const head = chunks.map((chunk) => kept.take(Buffer.from(chunk)).toString()).join('');
  const end = kept.finish();
  return { head, notice: end?.notice, tail: end?.tail.toString() };
}

const rows = [
  { chunks: ['abc', 'def'], kept: { head: 'abcdef', notice: undefined, tail: undefined } },
  { chunks: ['0123456789abc'], kept: { head: '0123456789', notice: '', tail: 'abc' } },
  { chunks: ['1\n2\n3\n4\n5\n'], kept: { head: '1\n2\n3\n', notice: '', tail: '4\n5\n' } },
  {
    chunks: ['0123456789', 'cut\nthis\nend\n'],
    kept: { head: '0123456789', notice: '… 9 B not kept …', tail: 'end\n' },
  },
  {
    chunks: ['0123456789', 'a\n', 'b\n', 'c\n', 'd\n', 'e\n'],
    kept: { head: '0123456789', notice: '… 4 B not kept …', tail: 'c\nd\ne\n' },
  },
];

describe('what is kept of an output', () => {
  for (const { chunks, kept } of rows) it(JSON.stringify(chunks), () => assert.deepEqual(keep(chunks), kept));
});

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
