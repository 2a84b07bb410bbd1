import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RE2JS } from 're2js';
import type { Pattern } from '../../src/deck/native-pattern.ts';
import { nativeNotes, nativeSlide } from '../../src/deck/separators.ts';
import { randomFrom } from '../support/random.ts';

function matchesOf(pattern: Pattern, text: string): readonly string[] {
  const matcher = pattern.matcher(text);
  const found: string[] = [];
  for (let from = 0; from <= text.length && matcher.find(from); from = matcher.end())
    found.push(`${matcher.start()}-${matcher.end()}`);
  return found;
}

describe('the usual separators by the native engine', () => {
  const random = randomFrom(1);
  // The two alphabets hold what either pattern might stumble over.
  const alphabets = {
    slides: ['\n', '\r\n', '---', '----', '-', 'x', '\u2028', '\r'],
    notes: ['\n', 'Note:', 'notes:', 'NOTES:', 'note', 'noteſ:', ' ', '\u2028', '\r'],
  };
  const textOf = (pieces: readonly string[]): string =>
    Array.from({ length: 40 }, () => pieces[Math.floor(random() * pieces.length)]).join('');

  for (const [what, native, re2] of [
    ['slides', nativeSlide, RE2JS.compile('(?:\\r?\\n---\\r?\\n)|(?:\\r?\\n----\\r?\\n)', RE2JS.MULTILINE)],
    ['notes', nativeNotes, RE2JS.compile('^notes?:', RE2JS.MULTILINE | RE2JS.CASE_INSENSITIVE)],
  ] as const)
    it(`${what}: finds what RE2 finds`, () => {
      let found = 0;
      for (let count = 0; count < 500; count++) {
        const one = textOf(alphabets[what]);
        const matches = matchesOf(native, one);
        assert.deepEqual(matches, matchesOf(re2, one), JSON.stringify(one));
        found += matches.length;
      }
      assert.ok(found > 100);
    });
});
