import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDeck } from '../../src/deck/parse-deck.ts';

const problemsOf = (head: string) =>
  parseDeck(`---\n${head}\n---\n# A\n\n---\n\n# B\n`, {
    file: 'deck.md',
    name: 'deck',
    readInclude: () => ({ why: 'it is not there', mend: '' }),
  }).problems.map(({ line, column, message, mend }) => `${line}:${column} ${message}; ${mend ?? ''}`);

describe('a theme', () => {
  const rows: readonly [head: string, said: RegExp | undefined][] = [
    ['theme: blakc', /^2:1 no theme is called `blakc`: .*; did you mean `black`\?$/],
    ['slides: { theme: solarised }', /^2:11 no theme is called `solarised`: .*; did you mean `solarized`\?$/],
    ['theme: corporate', /; name a CSS file beside the deck, or one of beige, /],
    ['theme: moon', undefined],
    ['theme: own.css', undefined],
    ['dialect: post\ntheme: minima', undefined],
  ];
  for (const [head, said] of rows)
    it(`${head.replace('\n', ', ')}: ${said === undefined ? 'nothing' : 'told'}`, () => {
      const [problem, ...more] = problemsOf(head);
      if (said === undefined) assert.equal(problem, undefined);
      else assert.match(problem ?? '', said);
      assert.deepEqual(more, []);
    });
});
