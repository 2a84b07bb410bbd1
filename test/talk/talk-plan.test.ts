import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockText, paceOf, paceText, planTalk, readTiming } from '../../src/talk/talk-plan.ts';
import {
  elapsedOf,
  hearTimer,
  isUnused,
  newTimer,
  pauseTimer,
  startTimer,
  tellTimer,
} from '../../src/talk/talk-timer.ts';

const minutes = (count: number) => count * 60_000;

describe('planTalk', () => {
  it('gives a slide what it asks for, and the others equal parts of what is left', () => {
    const plan = planTalk([undefined, minutes(4), undefined, minutes(2)], { totalMs: minutes(10) });
    assert.deepEqual(plan, [minutes(2), minutes(4), minutes(2), minutes(2)]);
  });

  it('gives the others nothing where the wishes take all', () => {
    assert.deepEqual(planTalk([minutes(9), undefined], { totalMs: minutes(5) }), [minutes(9), 0]);
  });

  it('goes by the usual time of a slide where the talk has no length', () => {
    assert.deepEqual(planTalk([undefined, 5000], { otherwiseMs: 90_000 }), [90_000, 5000]);
    assert.deepEqual(planTalk([undefined, 5000]), [0, 5000]);
  });

  it('is none where nothing was planned', () => {
    assert.equal(planTalk([undefined, undefined]), undefined);
  });
});

describe('paceOf', () => {
  const plan = [minutes(2), minutes(3), minutes(5)];
  const at = (index: number, elapsedMs: number) => {
    const { leftMs, behindMs, restMs } = paceOf(plan, index, elapsedMs);
    return { left: leftMs / 60_000, behind: behindMs / 60_000, rest: restMs / 60_000 };
  };

  it('is on time as long as the slide has time', () => {
    assert.deepEqual(at(0, 0), { left: 2, behind: 0, rest: 10 });
    assert.deepEqual(at(1, minutes(4)), { left: 1, behind: 0, rest: 6 });
  });

  it('is behind when the slide should be over; the end moves on', () => {
    assert.deepEqual(at(1, minutes(7)), { left: -2, behind: 2, rest: 5 });
  });

  it('is ahead when the slide came early, which then has its whole time', () => {
    assert.deepEqual(at(2, minutes(3)), { left: 7, behind: -2, rest: 5 });
  });

  it('says so in words', () => {
    assert.equal(paceText(paceOf(plan, 1, minutes(7))), '2:00 behind');
    assert.equal(paceText(paceOf(plan, 2, minutes(3))), '2:00 ahead');
    assert.equal(paceText(paceOf(plan, 0, 900)), 'on time');
  });
});

describe('readTiming', () => {
  it('takes seconds as reveal.js does, and times with a unit', () => {
    for (const [text, seconds] of [
      ['90', 90],
      ['90s', 90],
      ['2m', 120],
      ['1.5m', 90],
      [' 3 min ', 180],
    ] as const)
      assert.equal(readTiming(text), seconds * 1000, text);
    for (const text of [undefined, '', 'long', '-3', '2 days'])
      assert.equal(readTiming(text), undefined, text);
  });
});

describe('clockText', () => {
  it('reads as a clock does', () => {
    assert.deepEqual([0, 65_000, 720_000, 3_723_000, -61_000, -400].map(clockText), [
      '0:00',
      '1:05',
      '12:00',
      '1:02:03',
      '-1:01',
      '0:00',
    ]);
  });
});

describe('a talk’s timer', () => {
  it('starts, stands, goes on, and is told to clocks that differ', () => {
    const started = startTimer(newTimer, 1000);
    assert.equal(elapsedOf(started, 4000), 3000);
    assert.deepEqual(startTimer(started, 2000), started);
    const paused = pauseTimer(started, 4000);
    assert.equal(elapsedOf(paused, 99_000), 3000);
    const told = tellTimer(startTimer(paused, 10_000), 12_000);
    assert.deepEqual(told, { running: true, elapsedMs: 5000 });
    assert.equal(elapsedOf(hearTimer(told, 777_000), 778_000), 6000);
    assert.deepEqual([isUnused(newTimer), isUnused(paused)], [true, false]);
  });
});
