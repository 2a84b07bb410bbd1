import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell } from '../../src/cells/cell.ts';
import { filesOf } from '../../src/cells/deck-files.ts';
import { makeCell } from '../support/cells.ts';

const file = (id: string, path: string, body: string, append = false): Cell =>
  makeCell({ id, kind: 'file', language: 'nix', body, options: { path, append } });
const patch = (id: string, path: string, body: string): Cell =>
  makeCell({ id, kind: 'patch', language: 'diff', body, options: { path } });

const chain = [
  file('one', 'a.nix', '{\n  x = 1;\n}\n'),
  file('two', 'dir/./b', 'first\n'),
  patch('three', 'a.nix', '-  x = 1;\n+  x = 2;\n'),
  makeCell({ id: 'other', kind: 'file', session: 'other', body: 'o\n', options: { path: 'o' } }),
  file('four', 'dir/b', 'second\n', true),
  file('five', 'a.nix', '{ }\n'),
];

describe('filesOf', () => {
  const cases: [upTo: string | undefined, files: Record<string, string>][] = [
    ['one', { 'a.nix': '{\n  x = 1;\n}\n' }],
    ['three', { 'a.nix': '{\n  x = 2;\n}\n', 'dir/b': 'first\n' }],
    ['four', { 'a.nix': '{\n  x = 2;\n}\n', 'dir/b': 'first\nsecond\n' }],
    [undefined, { 'a.nix': '{ }\n', 'dir/b': 'first\nsecond\n' }],
  ];
  for (const [upTo, files] of cases) {
    it(`up to ${upTo ?? 'the end'}`, () => {
      const found = filesOf(chain, { session: 'main', ...(upTo === undefined ? {} : { upTo }) });
      assert.deepEqual(Object.fromEntries(found.files), files);
      assert.deepEqual(found.flaws, []);
    });
  }

  it('keeps a patched file before and after', () => {
    assert.deepEqual(filesOf(chain, { session: 'main' }).patched.get('three'), {
      before: '{\n  x = 1;\n}\n',
      after: '{\n  x = 2;\n}\n',
      language: 'nix',
    });
  });

  const flawed: [cells: readonly Cell[], flaw: RegExp][] = [
    [[patch('p', 'made/by-run', '+x\n')], /`made\/by-run` is patched here, and no file cell before makes it/],
    [
      [file('f', 'a', 'x\n'), patch('p', 'a', '-y\n')],
      /a:1: the patch does not fit: expected `y`, found `x`/,
    ],
    [[file('f', 'a', ''), file('g', 'a/b', '')], /`a` would be a file and a folder at once/],
    [[file('f', 'a/b/c', ''), file('g', 'a/b', '')], /`a\/b` would be a file and a folder at once/],
  ];
  for (const [cells, flaw] of flawed)
    it(`${flaw}`, () => assert.match(filesOf(cells, { session: 'main' }).flaws[0]?.message ?? '', flaw));
});
