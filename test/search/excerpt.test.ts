import { equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { excerptOf } from '../../src/search/excerpt.ts';

const shown = (text: string, ...terms: readonly string[]): string =>
  excerptOf(text, new Set(terms))
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

describe('an excerpt', () => {
  it('of a short text is the text, with its words marked', () => {
    equal(shown('A flake is a file.', 'flake'), 'A [flake] is a file.');
    equal(shown('Two Flakes, one FLAKE', 'flake', 'flakes'), 'Two [Flakes], one [FLAKE]');
    equal(shown('A file for Überlays', 'uberlays'), 'A file for [Überlays]');
    equal(shown('pkgs.mkDerivation { }', 'derivation'), 'pkgs.[mkDerivation] { }');
  });

  it('of a text that has none of them is its beginning', () => {
    equal(shown('Nothing of that here.', 'flake'), 'Nothing of that here.');
    equal(shown('', 'flake'), '');
  });

  it('of a long text is where most of them stand, cut between words', () => {
    const filler = 'word '.repeat(80);
    const text = `A flake first. ${filler}Then a lock beside the flake at last. ${filler}`;
    const excerpt = shown(text, 'flake', 'lock');
    ok(excerpt.includes('[lock] beside the [flake]'), excerpt);
    ok(excerpt.startsWith('… word') && excerpt.endsWith(' …'), excerpt);
    ok(excerpt.length < 180, excerpt);
  });
});
