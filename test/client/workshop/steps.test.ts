import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newsOf, standOf } from '../../../src/client/workshop/steps.ts';

const todo = { done: false };
const failed = { done: false, failed: true, hint: 'Write it first.' };
const done = { done: true };

describe('steps', () => {
  for (const [state, stand] of [
    [undefined, 'todo'],
    [todo, 'todo'],
    [{ done: false, checking: true, hint: 'of before' }, 'checking'],
    [failed, 'failed'],
    [{ done: false, failed: true }, 'failed'],
    [done, 'done'],
    [{ done: true, checking: true }, 'checking'],
    [{ done: true, failed: true }, 'slipped'],
  ] as const)
    it(`${JSON.stringify(state)} is ${stand}`, () => assert.equal(standOf(state), stand));

  it('what a page is told when it opens is no news', () => {
    assert.deepEqual(newsOf(undefined, { a: done, b: failed }), { done: [], failed: [], slipped: [] });
  });

  it('only what has changed is said', () => {
    const before = { a: done, b: todo, c: todo };
    assert.deepEqual(newsOf(before, { a: done, b: done, c: failed }), {
      done: ['b'],
      failed: ['c'],
      slipped: [],
    });
  });
});
