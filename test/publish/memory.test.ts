import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemory } from '../../src/publish/memory.ts';
import { plainDigest } from '../../src/publish/plain-digest.ts';

const texts = () => {
  const kept = new Map<string, string>();
  return {
    get: (name: string) => kept.get(name),
    put: (name: string, text: string) => void kept.set(name, text),
    tidy: () => {},
  };
};

describe('memory', () => {
  it('makes once what has the same inputs, whatever the order of their keys', async () => {
    const kept = texts();
    const first = createMemory(kept, 'program');
    assert.deepEqual(await first.of('pages')({ a: 1, b: [2] }, async () => ({ html: 'x' })), { html: 'x' });
    const second = createMemory(kept, 'program');
    const never = () => Promise.reject(new Error('made again'));
    assert.deepEqual(await second.of('pages')({ b: [2], a: 1 }, never), { html: 'x' });
    assert.deepEqual([first.made('pages'), second.made('pages')], [1, 0]);
  });

  it('makes again for other inputs, another kind and another program', async () => {
    const kept = texts();
    const make = (program: string, kind: string, inputs: unknown, made: string) =>
      createMemory(kept, program).of(kind)(inputs, async () => made);
    assert.equal(await make('1', 'deck', { a: 1 }, 'one'), 'one');
    assert.equal(await make('1', 'deck', { a: '1' }, 'two'), 'two');
    assert.equal(await make('1', 'pages', { a: 1 }, 'three'), 'three');
    assert.equal(await make('2', 'deck', { a: 1 }, 'four'), 'four');
  });
});

describe('plainDigest', () => {
  it('tells what JSON would not', () => {
    assert.notEqual(plainDigest(['a,b']), plainDigest(['a', 'b']));
    assert.notEqual(plainDigest([undefined]), plainDigest([null]));
    assert.equal(plainDigest({ a: undefined }), plainDigest({}));
    for (const value of [new Map(), new Set(), () => 1, new Date(0), { a: [Symbol('a')] }])
      assert.throws(() => plainDigest(value), /not plain data/);
  });
});
