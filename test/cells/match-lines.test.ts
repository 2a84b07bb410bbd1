import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchLines } from '../../src/cells/match-lines.ts';

describe('matchLines', () => {
  const cases: [before: string, after: string, pairs: string][] = [
    ['', '', ''],
    ['abc', 'abc', '0-0 1-1 2-2'],
    ['abc', 'axc', '0-0 2-2'],
    ['ac', 'abc', '0-0 1-2'],
    ['abcabba', 'cbabac', '2-0 4-1 5-3 6-4'],
    ['abc', 'xyz', ''],
    ['aXbYc', 'abc', '0-0 2-1 4-2'],
    ['aa', 'aaaa', '0-0 1-1'],
  ];
  for (const [before, after, pairs] of cases) {
    it(`${before} and ${after}`, () => {
      const found = matchLines([...before], [...after]);
      assert.equal(found.map(([one, other]) => `${one}-${other}`).join(' '), pairs);
    });
  }

  it('takes long texts for new between their equal ends', () => {
    const long = (mark: string) => [
      'a',
      ...Array.from({ length: 5000 }, (_, index) => `${mark}${index}`),
      'z',
    ];
    assert.deepEqual(matchLines(long('x'), long('y')), [
      [0, 0],
      [5001, 5001],
    ]);
  });
});
