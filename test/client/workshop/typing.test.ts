import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Change, indent, newLine, outdent, type Typed } from '../../../src/client/workshop/typing.ts';

/** A text with its selection between `[` and `]`, or its cursor at `|`. */
function typed(marked: string): Typed {
  const from = marked.search(/[[|]/);
  const text = marked.replaceAll(/[[\]|]/g, '');
  return { text, from, to: marked.includes(']') ? marked.indexOf(']') - 1 : from };
}

function after({ text }: Typed, change: Change | undefined): string | undefined {
  if (!change) return undefined;
  const next = text.slice(0, change.from) + change.put + text.slice(change.to);
  const [from, to] = change.select;
  return from === to
    ? `${next.slice(0, from)}|${next.slice(from)}`
    : `${next.slice(0, from)}[${next.slice(from, to)}]${next.slice(to)}`;
}

const table = (act: (typed: Typed) => Change | undefined, rows: readonly [string, string | undefined][]) => {
  for (const [before, expected] of rows)
    it(`${JSON.stringify(before)} becomes ${JSON.stringify(expected)}`, () => {
      assert.equal(after(typed(before), act(typed(before))), expected);
    });
};

describe('Tab', () => {
  table(indent, [
    ['echo| x', 'echo  | x'],
    ['a [word] here', 'a   | here'],
    ['if\n[a\nb]\nfi', 'if\n[  a\n  b]\nfi'],
    ['a[b\n\nc]', '[  ab\n\n  c]'],
  ]);
});

describe('Shift+Tab', () => {
  table(outdent, [
    ['    a|', '  a|'],
    ['\ta|', 'a|'],
    [' |a', '|a'],
    ['[  a\n b\nc]', '[a\nb\nc]'],
    ['a|', undefined],
  ]);
});

describe('Enter', () => {
  table(newLine, [
    ['a|', 'a\n|'],
    ['  a|b', '  a\n  |b'],
    ['x\n\ty|', 'x\n\ty\n\t|'],
  ]);
});
