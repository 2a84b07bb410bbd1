import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { newDeckText } from '../../src/commands/new-deck-text.ts';
import { dialects } from '../../src/deck/deck.ts';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { projectDir } from '../../src/environment/places.ts';

const template = readFileSync(join(projectDir, 'templates', 'deck', 'deck.md'), 'utf8');
const textOf = (dialect: (typeof dialects)[number], title: string) =>
  newDeckText(template, { title, dialect, day: '2026-11-21' });
const parse = (text: string) =>
  parseDeck(text, {
    file: 'deck.md',
    name: 'new',
    readInclude: () => ({ why: 'it is not there', mend: '' }),
  });

describe('newDeckText', () => {
  it('is the template, with a title', () =>
    assert.equal(textOf('reveal', 'First light'), template.replaceAll('A deck that runs', 'First light')));

  const reveal = parse(textOf('reveal', 'First light'));
  for (const dialect of dialects) {
    it(`${dialect}: the same cells and slides, and nothing wrong`, () => {
      const deck = parse(textOf(dialect, 'First light'));
      assert.deepEqual(deck.problems, []);
      assert.equal(deck.settings.dialect, dialect);
      assert.equal(deck.settings.title, 'First light');
      // A section of a post goes on over as many slides as it needs.
      if (dialect !== 'post') assert.equal(deck.slides.length, reveal.slides.length);
      assert.deepEqual(
        deck.cells.map(({ kind, body }) => ({ kind, body })),
        reveal.cells.map(({ kind, body }) => ({ kind, body })),
      );
    });
  }

  it('takes a title for what it is: text', () => {
    const title = 'C: *pointers* & `null` <b> :tada: "quoted" # 1';
    for (const dialect of dialects) assert.equal(parse(textOf(dialect, title)).settings.title, title);
  });
});
