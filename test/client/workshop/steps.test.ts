import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newsOf, standOf } from '../../../src/client/workshop/steps.ts';

const todo = { done: false };
const failed = { done: false, hint: 'Write it first.' };
const done = { done: true };

describe('steps', () => {
  for (const [state, stand] of [
    [undefined, 'todo'],
    [todo, 'todo'],
    [{ done: false, checking: true, hint: 'of before' }, 'checking'],
    [failed, 'failed'],
    [{ done: false, reason: 'timed out after 60 s' }, 'failed'],
    [done, 'done'],
  ] as const)
    it(`${JSON.stringify(state)} is ${stand}`, () => assert.equal(standOf(state), stand));

  it('what a page is told when it opens is no news', () => {
    assert.deepEqual(newsOf(undefined, { a: done, b: failed }), { done: [], failed: [] });
  });

  it('only what has changed is said', () => {
    const before = { a: done, b: todo, c: todo };
    assert.deepEqual(newsOf(before, { a: done, b: done, c: failed }), { done: ['b'], failed: ['c'] });
  });
});
