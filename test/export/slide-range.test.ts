import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSlideRange } from '../../src/export/slide-range.ts';

const chosen = (text: string): string => [1, 2, 3, 4, 5, 6, 7, 8, 9].filter(readSlideRange(text)).join(' ');

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
});
