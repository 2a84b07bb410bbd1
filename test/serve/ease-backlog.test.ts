import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { easeBacklog } from '../../src/serve/workshop/ease-backlog.ts';

/** The sockets that are let go, of those in which so many bytes wait, where 100 may wait in all. */
function letGo(...waiting: readonly number[]): readonly number[] {
  const gone: number[] = [];
  easeBacklog(
    waiting.map((bufferedAmount) => ({ bufferedAmount, terminate: () => gone.push(bufferedAmount) })),
    100,
  );
  return gone;
}

describe('what waits in all sockets together', () => {
  const rows: readonly [waiting: readonly number[], gone: readonly number[]][] = [
    [[], []],
    [[0, 40, 60], []],
    [[0, 40, 61], [61]],
    [
      [30, 90, 0, 80, 50],
      [90, 80],
    ],
  ];
  for (const [waiting, gone] of rows)
    it(`${waiting.join(', ') || 'nothing'}: let go are ${gone.join(', ') || 'none'}`, () =>
      deepEqual(letGo(...waiting), gone));
});
