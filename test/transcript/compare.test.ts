import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compare, compareExpected } from '../../src/transcript/compare.ts';
import { normalise, volatileRules } from '../../src/transcript/volatile-text.ts';

const usual = ['durations', 'temporary-folders', 'times'];

describe('volatile text', () => {
  const rows: readonly [rules: readonly string[], text: string, normalised: string][] = [
    [usual, 'Ran 3 tests in 0.004s', 'Ran 3 tests in ‹duration›'],
    [usual, 'real\t0m0.012s', 'real\t‹duration›'],
    [usual, 'took 12 ms, 1.5 seconds, 3m 2s', 'took ‹duration›, ‹duration›, ‹duration›'],
    [usual, 'sizes: 12 MB, 3 store paths, v1.2s-beta, 4s/x', 'sizes: 12 MB, 3 store paths, v1.2s-beta, 4s/x'],
    [usual, '/tmp/tmp.Xa81kQz0 and /tmp/nix-shell.b3kTq1/rc', '‹temporary› and ‹temporary›/rc'],
    [usual, '/tmp/nix-build-hello-2.12.drv-0/source', '‹temporary›/source'],
    [usual, '/tmp/tmpab12cd34/x /tmp/tmp_qzkvwxy', '‹temporary›/x ‹temporary›'],
    [usual, '/tmp/pip-req-x1kd9w2q, /tmp/go-aBcDefGh', '/tmp/pip-req-x1kd9w2q, ‹temporary›'],
    [usual, '/tmp/notes.txt /tmp/result', '/tmp/notes.txt /tmp/result'],
    [usual, '/tmp/my-project /tmp/a.README /tmp/tmpfiles', '/tmp/my-project /tmp/a.README /tmp/tmpfiles'],
    [usual, 'Sat Nov 21 12:11:30 UTC 2026', '‹time›'],
    [usual, '2026-11-21T12:11:30Z, 2026-11-21 12:11:30 +0100', '‹time›, ‹time›'],
    [usual, 'at 12:11:30', 'at ‹time›'],
    [
      usual,
      '"registrationTime":1795264215,"narSize":1795264215',
      '"registrationTime":‹time›,"narSize":1795264215',
    ],
    [usual, 'on 2026-11-21, ratio 16:9', 'on 2026-11-21, ratio 16:9'],
    [
      usual,
      '/nix/store/p4r5q2ng1xkb8ikf2wnq5s1dp8b1m9xk-hello',
      '/nix/store/p4r5q2ng1xkb8ikf2wnq5s1dp8b1m9xk-hello',
    ],
    [['store-hashes'], '/nix/store/p4r5q2ng1xkb8ikf2wnq5s1dp8b1m9xk-hello', '/nix/store/‹hash›-hello'],
    [[], 'in 0.004s', 'in 0.004s'],
  ];
  for (const [rules, text, normalised] of rows) {
    it(`${rules === usual ? '' : `[${rules.join()}] `}${text} -> ${normalised}`, () =>
      assert.equal(normalise(text, { rules }), normalised));
  }
});

describe('text that is made to be slow', () => {
  for (const piece of ['1', '/tmp/1', '/tmp/a.', 'nix-build-', '1h1m', '12:34:56', '"aTime": 1']) {
    it(`${piece} over and over`, () => {
      const text = piece.repeat(Math.ceil(300_000 / piece.length));
      assert.ok(normalise(text, { rules: volatileRules }).length > 0);
    });
  }
});

describe('a run and its record', () => {
  const rules = { rules: usual, mask: undefined };
  const run = (text: string, exit: number | null = 0) => ({ text, exit });

  it('are the same where only what is volatile differs', () => {
    assert.equal(compare(run('built in 3 s'), run('built in 41 s'), rules), undefined);
    const masked = { ...rules, mask: 'pid [0-9]+$' };
    assert.equal(compare(run('pid 71\nok'), run('pid 8\nok'), masked), undefined);
  });

  it('differ in lines, with what is around them', () => {
    const before = ['one', 'two', 'three', 'four', 'five'].join('\n');
    const after = ['one', 'two', 'three', 'FOUR', 'five'].join('\n');
    assert.deepEqual(compare(run(before), run(after), rules)?.lines, [
      ' two',
      ' three',
      '-four',
      '+FOUR',
      ' five',
    ]);
  });

  it('of very long lines differ around the first letter that does', () => {
    const long = (middle: string) => `${'a'.repeat(500)}${middle}${'b'.repeat(500)}`;
    const [removed = '', added = ''] = compare(run(long('x')), run(long('yz')), rules)?.lines ?? [];
    assert.equal(removed, `-…${'a'.repeat(40)}x${'b'.repeat(159)}…`);
    assert.equal(added, `+…${'a'.repeat(40)}yz${'b'.repeat(158)}…`);
  });

  it('that have nothing in common differ in all lines between what they have', () => {
    const many = (letter: string) =>
      ['first', ...Array.from({ length: 3000 }, (_, line) => `${letter}${line}`), 'last'].join('\n');
    const lines = compare(run(many('a')), run(many('b')), rules)?.lines ?? [];
    assert.deepEqual(
      [lines.length, lines[0], lines[1], lines[101], lines[102], lines[202]],
      [203, ' first', '-a0', ' … and 2900 more lines', '+b0', ' … and 2900 more lines'],
    );
  });

  it('differ in how they ended', () => {
    assert.deepEqual(compare(run('x', 1), run('x', 2), rules)?.lines, ['-exit status 1', '+exit status 2']);
  });
});

describe('what a console cell is expected to print', () => {
  const rows: readonly [expected: string, printed: string, fits: boolean][] = [
    ['', 'anything', true],
    ['1\n2', '1\n2', true],
    ['1\n2', '1\n3', false],
    ['1\n2', '1\n2\n3', false],
    ['1\n...', '1\n2\n3', true],
    ['...\n3', '1\n2\n3', true],
    ['1\n...\n4', '1\n2\n3', false],
    ['  indented\n', '  indented', true],
    ['built in 1s', 'built in 59s', true],
    [`${'...\na\n'.repeat(40)}b`, 'a\n'.repeat(200), false],
    ['...\na\nb', 'a\na\nb', true],
  ];
  for (const [expected, printed, fits] of rows) {
    it(`${JSON.stringify(expected)} ${fits ? 'is' : 'is not'} ${JSON.stringify(printed)}`, () =>
      assert.equal(
        compareExpected(expected, printed, { rules: usual, mask: undefined }) === undefined,
        fits,
      ));
  }
});
