import assert from 'node:assert/strict';
import { it } from 'node:test';
import { moreWords } from '../../src/client/deck/cut-cues.ts';

it('says how many lines are out of sight', () => {
  assert.equal(moreWords(0, 30), undefined);
  assert.equal(moreWords(20, 30), undefined);
  assert.equal(moreWords(31, 30), '1 more line');
  assert.equal(moreWords(365, 30), '12 more lines');
});
