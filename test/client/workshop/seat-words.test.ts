import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockTime, limitWords } from '../../../src/client/workshop/seat-words.ts';
import { phrasesOf } from '../../../src/words/words.ts';

const limits = { memoryBytes: 512 << 20, diskBytes: 1.5 * 2 ** 30, pids: 1024, cpus: 1, idleMs: 1_200_000 };

describe('the words of a seat', () => {
  it('its limits, in the page’s language', () => {
    assert.equal(
      limitWords(limits, phrasesOf('en')),
      '512 MB memory · 1.5 GB disk · 1,024 processes · ends after 20 min idle',
    );
    assert.equal(
      limitWords(limits, phrasesOf('de')),
      '512 MB Arbeitsspeicher · 1,5\u00a0GB Platte · 1.024 Prozesse · endet nach 20 Min. Pause',
    );
  });

  for (const [ms, text] of [
    [247_000, '4:07'],
    [59_001, '1:00'],
    [900, '0:01'],
    [-5, '0:00'],
  ] as const)
    it(`${ms} ms are ${text}`, () => assert.equal(clockTime(ms), text));
});
