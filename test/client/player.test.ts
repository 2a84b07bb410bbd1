import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  changeClock,
  positionAt,
  startClock,
  stepSpeed,
  waitFor,
} from '../../src/client/player/play-clock.ts';
import { linesOf, readRecording } from '../../src/client/player/record-source.ts';
import { samePlace, stepsBy, timelineOf } from '../../src/client/player/timeline.ts';

describe('a timeline', () => {
  const steps = [100, 600, 9000, 9100];
  const whole = timelineOf(steps, 20_000);
  const short = timelineOf(steps, 20_000, 1000);

  it('is as it was recorded', () => assert.deepEqual(whole, { stepsMs: steps, lengthMs: 20_000 }));

  it('has no silence that is longer than wanted, the last one included', () =>
    assert.deepEqual(short, { stepsMs: [100, 600, 1600, 1700], lengthMs: 2700 }));

  it('takes steps that came at once, or that a clock put before the last one, in their order', () =>
    assert.deepEqual(timelineOf([50, 50, 40, 60], 60).stepsMs, [50, 50, 50, 60]));

  it('knows how many steps have come', () =>
    assert.deepEqual(
      [0, 99, 100, 1599, 1600, 5000].map((at) => stepsBy(short, at)),
      [0, 0, 1, 2, 3, 4],
    ));

  it('finds the same moment when silences get longer or shorter', () => {
    assert.equal(samePlace(whole, short, 700), 700);
    assert.equal(samePlace(whole, short, 5000), 1600);
    assert.equal(samePlace(short, whole, 1650), 9050);
    assert.equal(samePlace(whole, short, 20_000), 2700);
  });
});

describe('the clock of a replay', () => {
  it('goes on in its speed, and stands still in a pause', () => {
    const begun = startClock(1000, 2);
    assert.equal(positionAt(begun, 1500), 1000);
    const paused = changeClock(begun, 1500, { running: false });
    assert.equal(positionAt(paused, 9000), 1000);
    assert.equal(waitFor(paused, 9000, 1200), undefined);
    const onward = changeClock(paused, 9000, { running: true, speed: 4 });
    assert.equal(positionAt(onward, 9100), 1400);
    assert.equal(waitFor(onward, 9100, 1800), 100);
  });

  it('can be put anywhere', () =>
    assert.equal(positionAt(changeClock(startClock(0, 1), 500, { positionMs: 42 }), 510), 52));

  it('has four speeds', () =>
    assert.deepEqual(
      [0.5, 1, 2, 4].map((speed) => [stepSpeed(speed, -1), stepSpeed(speed, 1)]),
      [
        [0.5, 1],
        [0.5, 2],
        [1, 4],
        [2, 4],
      ],
    ));
});

describe('a recording', () => {
  const frames = [
    [0, 0, ['a']],
    [10, 1, ['b', 'c']],
    [20, 2, ['C', 'd']],
  ] as const;

  it('ends with the lines of all frames', () => assert.deepEqual(linesOf(frames), ['a', 'b', 'C', 'd']));

  it('is taken from an answer of the server, and from nothing else', () => {
    assert.deepEqual(readRecording({ key: 'k', durationMs: 30, frames, picture: null }), {
      durationMs: 30,
      frames,
      picture: null,
    });
    for (const other of [null, {}, { durationMs: 1 }, { durationMs: 1, frames: [[0, 0, 'a']] }])
      assert.equal(readRecording(other), undefined);
  });
});
