import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { throttle } from '../../src/client/desk/throttle.ts';

describe('throttle', () => {
  it('says the first thing at once, then at most one each time, and always the last', ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const said: number[] = [];
    const { say } = throttle<number>(30, (thing) => said.push(thing));
    for (const thing of [1, 2, 3]) say(thing);
    assert.deepEqual(said, [1]);
    mock.timers.tick(30);
    assert.deepEqual(said, [1, 3]);
    mock.timers.tick(300);
    assert.deepEqual(said, [1, 3]);
    say(4);
    assert.deepEqual(said, [1, 3, 4]);
  });

  it('what is said now lets nothing come after it that was before', ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const said: (number | null)[] = [];
    const { say, sayNow } = throttle<number | null>(30, (thing) => said.push(thing));
    say(1);
    say(2);
    sayNow(null);
    mock.timers.tick(300);
    assert.deepEqual(said, [1, null]);
  });
});
