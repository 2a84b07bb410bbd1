import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeptOutput } from '../../src/transcript/kept-output.ts';
import { createKeptSteps } from '../../src/transcript/kept-steps.ts';

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

describe('what is kept of an output in steps', () => {
  /** Of each step what is kept, with `…` for what is not. */
  function keepSteps(steps: readonly string[]) {
    const limits = { headBytes: 16, headLines: 100, tailBytes: 16, tailLines: 100 };
    const kept = createKeptSteps(limits);
    return steps.map((step, index) => {
      if (index === 0) kept.next();
      const head = kept.take(Buffer.from(step)).toString();
      const end = index === steps.length - 1 ? kept.finish() : kept.next();
      return `${head}${end?.notice ? '…' : ''}${end?.tail ?? ''}`;
    });
  }
  const flood = '0123456789\n'.repeat(9);

  it('is all of what fits', () => assert.deepEqual(keepSteps(['a\n', 'b\n', 'c\n']), ['a\n', 'b\n', 'c\n']));
  it('leaves room for what follows a flood', () =>
    assert.deepEqual(keepSteps([flood, 'b\n', 'c\n']), ['01234567…', 'b\n', 'c\n']));
  it('leaves room, if ever less, after many', () =>
    assert.deepEqual(keepSteps([flood, flood, 'c\n']), ['01234567…', '0123…', 'c\n']));
});
