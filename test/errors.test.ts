import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DeckError, excerptOf, formatProblem, type Problem } from '../src/errors.ts';

describe('excerptOf', () => {
  const caretOf = (line: string, column: number) => excerptOf(line, { line: 1, column }).split('\n');
  const rows: readonly [what: string, line: string, word: string, shown: string][] = [
    ['plain', 'run timout', 'timout', '    |     ^'],
    ['wide letters', '日本語 timout', 'timout', '    |        ^'],
    ['an emoji', '🎿 timout', 'timout', '    |    ^'],
    ['a combined letter', 'e\u0301 timout', 'timout', '    |   ^'],
    ['a tab', '\ttimout', 'timout', '    | \t^'],
    ['the end of the line', 'run', '', '    |    ^'],
  ];
  for (const [what, line, word, shown] of rows)
    it(`puts the caret under ${what}`, () => {
      const column = (word === '' ? line.length : line.indexOf(word)) + 1;
      assert.equal(caretOf(line, column)[1], shown);
    });

  it('shows of a long line what is around the column', () => {
    const [line = '', caret = ''] = caretOf(`${'a'.repeat(300)}HERE${'b'.repeat(300)}`, 301);
    assert.ok(line.length < 140);
    assert.equal(line.slice(caret.indexOf('^')).slice(0, 4), 'HERE');
  });

  it('leaves no carriage return behind', () =>
    assert.equal(excerptOf('a\r\nb\r\nc\r\n', { line: 2, column: 1 }), '  1 | a\n> 2 | b\n    | ^\n  3 | c'));
});

it('a DeckError tells twenty problems in full, and the others in a line each', () => {
  const problem = (line: number): Problem => ({
    file: 'deck.md',
    line,
    column: 1,
    severity: 'error',
    message: `wrong ${line}`,
    excerpt: `> ${line} | x`,
    mend: 'mend it',
  });
  const { message } = new DeckError(Array.from({ length: 100 }, (_, index) => problem(index + 1)));
  assert.equal(message.match(/ {2}mend: mend it/g)?.length, 20);
  assert.match(message, /\n\ndeck\.md:21:1: error: wrong 21\ndeck\.md:22:1: error: wrong 22\n/);
});

describe('formatProblem', () => {
  it('keeps what steers a terminal from it', () => {
    const text = 'a\u001b]0;x\u0007\u009b31m\tb';
    const problem = {
      file: 'd.md',
      line: 1,
      column: 1,
      severity: 'error',
      message: text,
      mend: text,
    } as const;
    const told = formatProblem({ ...problem, excerpt: excerptOf(text, { line: 1, column: 1 }) });
    assert.equal(told.split('a\ufffd]0;x\ufffd\ufffd31m\tb').length, 4);
  });
});
