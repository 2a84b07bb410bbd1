import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition that the kernel brings about in its own time; fails with what is left if it does not. */
export async function eventuallyNone(left: () => readonly string[]): Promise<void> {
  let now = left();
  for (let tries = 0; now.length > 0 && tries < 100; tries++) {
    await delay(100);
    now = left();
  }
  assert.deepEqual(now, []);
}

/** Waits until this holds; fails with what is lacking if it does not. */
export const eventually = (holds: () => boolean, lacking: string): Promise<void> =>
  eventuallyNone(() => (holds() ? [] : [lacking]));
