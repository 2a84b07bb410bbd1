import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  containerIds,
  findRange,
  freeStart,
  idsAbove,
  idsOfUser,
  oneId,
} from '../../src/engine/oci/id-maps.ts';

const subuid =
  '# given by hand\nann:100000:65536\nbob:165536:1000\nbob:200000:65536\n1003:300000:65535\nbroken\n';

describe('subordinate ids', () => {
  const rows = [
    ['by name', { name: 'ann', uid: 1001 }, { start: 100_000, count: 65_536 }],
    ['the first that is long enough', { name: 'bob', uid: 1002 }, { start: 200_000, count: 65_536 }],
    ['by number', { name: 'carl', uid: 1003 }, { start: 300_000, count: 65_535 }],
  ] as const;
  for (const [what, user, range] of rows) {
    it(`are found ${what}`, () => {
      const { start, count } = findRange(subuid, user) ?? {};
      assert.deepEqual({ start, count }, range);
    });
  }
  it('are nobody else’s', () => assert.equal(findRange(subuid, { name: 'dora', uid: 1004 }), undefined));
  it('are given where nobody has any', () => {
    assert.equal(freeStart('', ''), 100_000);
    assert.equal(freeStart('ann:500:10\n', ''), 100_000);
    assert.equal(freeStart(subuid, 'ann:400000:65536\n'), 465_536);
  });
});

describe('the ids of a session', () => {
  const owner = { uid: 1000, gid: 1000 };
  it('are one, without containers', () => {
    assert.deepEqual(oneId(owner).uid, [{ containerID: 0, hostID: 1000, size: 1 }]);
  });
  it('are one piece above the owner’s for root', () => {
    assert.deepEqual(idsAbove(owner).gid, [{ containerID: 0, hostID: 1000, size: containerIds }]);
  });
  it('are the user’s own and subordinate ones for anyone else, without a gap', () => {
    const range = { start: 100_000, count: 65_536 };
    assert.deepEqual(idsOfUser(owner, range, range).uid, [
      { containerID: 0, hostID: 1000, size: 1 },
      { containerID: 1, hostID: 100_000, size: 65_535 },
    ]);
  });
});
