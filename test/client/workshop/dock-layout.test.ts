import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  closeTab,
  type DockLayout,
  firstLayout,
  freeNumber,
  layoutWith,
  readLayout,
  showTab,
  splitWith,
  unsplit,
} from '../../../src/client/workshop/dock/dock-layout.ts';

const dock = (tabs: readonly number[], shown: readonly number[], active?: number): DockLayout => ({
  ...firstLayout,
  tabs,
  shown,
  active: active ?? shown[0],
});
const brief = ({ tabs, shown, active }: DockLayout) => ({ tabs, shown, active });

describe('the dock’s layout', () => {
  it('shows a new terminal in the place of the one before', () => {
    assert.deepEqual(brief(showTab(dock([1], [1]), 2)), { tabs: [1, 2], shown: [2], active: 2 });
  });

  it('split: a tab comes where the terminal is that was used last', () => {
    assert.deepEqual(brief(showTab(dock([1, 2, 3], [1, 2], 2), 3)), {
      tabs: [1, 2, 3],
      shown: [1, 3],
      active: 3,
    });
  });

  it('split: a tab that is seen is gone to', () => {
    assert.deepEqual(brief(showTab(dock([1, 2], [1, 2], 2), 1)), {
      tabs: [1, 2],
      shown: [1, 2],
      active: 1,
    });
  });

  it('splits, and puts the one that was used last together again', () => {
    const two = splitWith(dock([1], [1]), 2);
    assert.deepEqual(brief(two), { tabs: [1, 2], shown: [1, 2], active: 2 });
    assert.deepEqual(brief(unsplit(two)), { tabs: [1, 2], shown: [2], active: 2 });
  });

  it('a closed tab leaves its place to its neighbour', () => {
    assert.deepEqual(brief(closeTab(dock([1, 2, 3], [2]), 2)), { tabs: [1, 3], shown: [3], active: 3 });
    assert.deepEqual(brief(closeTab(dock([1, 2], [1, 2], 1), 1)), { tabs: [2], shown: [2], active: 2 });
    assert.deepEqual(brief(closeTab(dock([1], [1]), 1)), { tabs: [], shown: [], active: undefined });
  });

  it('takes the lowest free number, and none beyond the last', () => {
    assert.equal(freeNumber([1, 3], 8), 2);
    assert.equal(freeNumber([1, 2], 2), undefined);
  });

  it('after a reload it is as it was, of the terminals that still live', () => {
    const kept = readLayout(JSON.stringify(dock([1, 2, 3], [1, 3], 3)));
    assert.deepEqual(brief(layoutWith(kept, [3, 1])), { tabs: [1, 3], shown: [1, 3], active: 3 });
    assert.deepEqual(brief(layoutWith(kept, [2])), { tabs: [2], shown: [2], active: 2 });
    assert.deepEqual(brief(layoutWith(kept, [])), { tabs: [], shown: [], active: undefined });
  });

  for (const text of [null, '', '{', '[]', '{"isOpen":1,"shown":["x"],"height":7,"width":null}'])
    it(`${text} is no layout that was kept`, () => {
      assert.deepEqual(readLayout(text), firstLayout);
    });
});
