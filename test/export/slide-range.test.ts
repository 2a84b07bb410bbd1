import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mustHaveSlides, readSlideRange } from '../../src/export/slide-range.ts';

const chosen = (text: string): string =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].filter(readSlideRange(text).has).join(' ');

describe('which slides are meant', () => {
  for (const [text, slides] of [
    ['3', '3'],
    ['1-3,7', '1 2 3 7'],
    ['8-', '8 9'],
    ['-2', '1 2'],
    [' 4 , 6 - 6 ', '4 6'],
  ] as const)
    it(`${text} → ${slides}`, () => assert.equal(chosen(text), slides));

  for (const text of ['', '-', 'a', '3-1', '0', '1,,2', '1-2-3'])
    it(`refuses \`${text}\``, () => assert.throws(() => readSlideRange(text), /names no slides/));

  it('must be there, each part of it', () => {
    mustHaveSlides(readSlideRange('2-99,11-'), 11);
    assert.throws(() => mustHaveSlides(readSlideRange('2,12-'), 11), /the deck has 11 slides/);
  });
});
