import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startSeatClock } from '../../src/workshop/seat-clock.ts';

const long = 3_600_000;

/** Starts a clock; `ended` settles with why it ended. */
function clock(times: { idleMs?: number; awayMs?: number; crowdedAwayMs?: number; isBusy?: () => boolean }) {
  const warnings: (number | null)[] = [];
  let warned: () => void = () => {};
  const firstWarning = new Promise<void>((done) => {
    warned = done;
  });
  let end: (why: string) => void = () => {};
  const ended = new Promise<string>((done) => {
    end = done;
  });
  const started = startSeatClock({
    ...{ idleMs: long, awayMs: long, crowdedAwayMs: long, isBusy: () => false, ...times },
    onWarning(endsInMs) {
      warnings.push(endsInMs);
      warned();
    },
    onEnd: end,
  });
  return { started, warnings, firstWarning, ended };
}

describe('a seat', () => {
  it('that is not used ends, and says so before', async () => {
    const { ended, warnings } = clock({ idleMs: 80 });
    assert.equal(await ended, 'idle');
    assert.deepEqual(warnings, [20]);
  });

  it('is warned before however late the clock is looked at', async () => {
    const { ended, warnings } = clock({ idleMs: 80 });
    const until = performance.now() + 200;
    while (performance.now() < until);
    assert.equal(await ended, 'idle');
    assert.deepEqual(warnings, [20]);
  });

  it('that is used after the warning does not end', async () => {
    const { started, firstWarning, warnings } = clock({ idleMs: 400 });
    await firstWarning;
    assert.notEqual(started.warning(), null);
    started.touch();
    assert.equal(started.warning(), null);
    assert.equal(warnings.at(-1), null);
    started.stop();
  });

  it('in which something runs is not idle', async () => {
    let rounds = 0;
    const { ended, warnings } = clock({ idleMs: 80, isBusy: () => ++rounds < 5 });
    assert.equal(await ended, 'idle');
    assert.ok(rounds >= 5);
    assert.deepEqual(warnings, [20]);
  });

  it('whose page was closed ends after a while', async () => {
    const { started, ended } = clock({ awayMs: 20 });
    started.setAway(true);
    assert.equal(await ended, 'away');
  });

  it('and sooner when others wait', async () => {
    const { started, ended } = clock({ crowdedAwayMs: 20 });
    started.setAway(true);
    started.setCrowded(true);
    assert.equal(await ended, 'away');
  });

  it('whose page was loaded anew is kept', async () => {
    const { started, ended } = clock({ idleMs: 200, awayMs: 50 });
    started.setAway(true);
    started.setAway(false);
    assert.equal(await ended, 'idle');
  });
});
