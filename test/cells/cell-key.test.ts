import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell } from '../../src/cells/cell.ts';
import { keysOfChain } from '../../src/cells/cell-key.ts';
import { bash, makeCell } from '../support/cells.ts';

const base = { environment: 'e', limits: '512 256 1024 1' };
const keys = (cells: readonly Cell[], on = base) => keysOfChain(cells, on).map(({ key }) => key);

/** Which of a chain's keys are others after a change: `.` is the same, `x` another. */
const changes = (before: readonly string[], after: readonly string[]) =>
  after.map((key, index) => (key === before[index] ? '.' : 'x')).join('');

describe("a cell's key", () => {
  const chain = [
    bash('a=1'),
    makeCell({ kind: 'file', language: 'nix', body: '{ }', options: { path: 'x.nix' } }),
    makeCell({ kind: 'terminal', body: 'ls' }),
    bash('cat x.nix'),
    bash('echo end'),
  ];
  const edit = (index: number, to: Partial<Cell>) =>
    chain.map((cell, at) => (at === index ? { ...cell, ...to } : cell));
  const option = (index: number, options: Partial<Cell['options']>) =>
    edit(index, { options: { ...(chain[index] ?? bash('')).options, ...options } });

  const rows: readonly [what: string, changed: string, now: readonly Cell[], on?: typeof base][] = [
    ['nothing', '.....', chain],
    ['the line it stands on, its name, its number', '.....', edit(1, { line: 99, id: 'other', ordinal: 7 })],
    ['how it is shown', '.....', option(3, { hide: true, step: true, auto: true, output: 'right' })],
    [
      'what of it is volatile, and how long it may take',
      '.....',
      option(3, { mask: '[0-9]+', timeoutMs: 1 }),
    ],
    ['its text', '...xx', edit(3, { body: 'cat ./x.nix', written: 'cat ./x.nix' })],
    ['a chunk that is woven into it', '.xxxx', edit(1, { written: '{ a = 1; }' })],
    [
      'what is typed into a terminal, which leaves nothing behind',
      '..x..',
      edit(2, { body: 'pwd', written: 'pwd' }),
    ],
    ['the exit status that it should have', '...xx', option(3, { expect: 1 })],
    ['the size of its terminal', '....x', option(4, { cols: 100 })],
    ['where stdout goes', '....x', option(4, { show: 'json' })],
    ['the path that it writes', '.xxxx', option(1, { path: 'y.nix' })],
    ['the environment', 'xxxxx', chain, { ...base, environment: 'f' }],
    ['what the session may use', 'xxxxx', chain, { ...base, limits: '1024 256 1024 1' }],
  ];
  for (const [what, changed, now, on] of rows) {
    it(`${changed} ${what}`, () => assert.equal(changes(keys(chain), keys(now, on)), changed));
  }

  it('of a console cell is of its commands, not of what its author expects them to print', () => {
    const text = (body: string) => keys([makeCell({ language: 'console', body })])[0];
    assert.equal(text('$ seq 2\n1\n2\n'), text('$ seq 2\n...\n'));
    assert.notEqual(text('$ seq 2\n1\n2\n'), text('$ seq 3\n1\n2\n'));
  });

  it('of one text is one for each place in a chain', () => {
    const [first, second] = keys([bash('x'), bash('x')]);
    assert.notEqual(first, second);
  });

  it('knows stdout that is drawn from stdout that is printed, not one drawing from another', () => {
    const [text, json, tree] = ['text' as const, 'json' as const, 'tree' as const].map(
      (show) => keys([bash('x', { show })])[0],
    );
    assert.notEqual(text, json);
    assert.equal(json, tree);
  });
});
