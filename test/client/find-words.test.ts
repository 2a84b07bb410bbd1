import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSlides, placesOf, wordsOf } from '../../src/client/desk/search/find-words.ts';

const slides = [
  { title: 'Why', text: 'Why builds differ: the clock, the network' },
  { title: 'A build', text: 'A build nix build .#hello writing result' },
  { title: 'Größe', text: 'Größe und Café' },
];
const found = (query: string) => findSlides(slides, query).map(({ index }) => index);

describe('search', () => {
  it('finds the slides with all the words, titles first', () => {
    assert.deepEqual(found('build'), [1, 0]);
    assert.deepEqual(found('build clock'), [0]);
    assert.deepEqual(found('builds hello'), []);
  });

  it('takes quoted words together, and any letters as letters', () => {
    assert.deepEqual(found('"nix build"'), [1]);
    assert.deepEqual(found('"build nix"'), [1]);
    assert.deepEqual(found('.#hello'), [1]);
    assert.deepEqual(found('('), []);
  });

  it('passes over case and accents', () => {
    assert.deepEqual(found('CAFE grosse'), []);
    assert.deepEqual(found('cafe große'), [2]);
    assert.deepEqual(placesOf('Ein Café', wordsOf('cafe')), [[4, 8]]);
  });

  it('finds nothing for nothing', () => {
    for (const query of ['', '  ', '""']) assert.deepEqual(found(query), []);
  });

  it('shows the words where they are: text and found text in turns', () => {
    assert.deepEqual(findSlides(slides, 'clock')[0]?.excerpt, [
      'Why builds differ: the ',
      'clock',
      ', the network',
    ]);
    const long = [{ title: '', text: `${'a '.repeat(100)}needle ${'b '.repeat(100)}` }];
    const [before = '', needle, after = ''] = findSlides(long, 'needle')[0]?.excerpt ?? [];
    assert.equal(needle, 'needle');
    assert.ok(before.startsWith('…') && after.endsWith('…'));
    assert.ok(before.length + after.length < 160);
  });
});
