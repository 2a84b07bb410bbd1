import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyPatch } from '../../src/cells/apply-patch.ts';

const flake = '{\n  inputs = {\n    a.url = "a";\n  };\n  outputs = _: { };\n}\n';

describe('applyPatch', () => {
  const good: [name: string, text: string, diff: string, patched: string][] = [
    ['with a header', 'a\nb\nc\n', '@@ -2 +2 @@\n-b\n+B\n', 'a\nB\nc\n'],
    ['with file names', 'a\n', '--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n', 'a\nb\n'],
    ['file names, no header', 'a\n', '--- a/x\n+++ b/x\n a\n+b\n', 'a\nb\n'],
    ['without a header', 'a\nb\nc\n', ' a\n-b\n+B\n c\n', 'a\nB\nc\n'],
    ['a header that is off', 'x\nx\na\nb\n', '@@ -1,2 +1,2 @@\n a\n-b\n+c\n', 'x\nx\na\nc\n'],
    ['nearest to the header', 'a\n1\na\n2\na\n', '@@ -3 +3 @@\n-a\n+A\n', 'a\n1\nA\n2\na\n'],
    ['several hunks', 'a\nb\nc\nd\ne\n', '@@ -1 +1 @@\n-a\n+A\n@@ -5 +5 @@\n-e\n+E\n', 'A\nb\nc\nd\nE\n'],
    ['an empty context line that lost its blank', 'a\n\nb\n', ' a\n\n-b\n+c\n', 'a\n\nc\n'],
    [
      'marks written over the indentation',
      flake,
      '  inputs = {\n    a.url = "a";\n+   b.url = "b";\n  };\n',
      flake.replace('"a";\n', '"a";\n    b.url = "b";\n'),
    ],
    ['context at column 0', 'let\n  x\n', 'let\n+  y\n  x\n', 'let\n   y\n  x\n'],
    ['additions alone go to the end', 'a\n', '+b\n', 'a\nb\n'],
    ['into nothing', '', '@@ -0,0 +1,2 @@\n+a\n+b\n', 'a\nb\n'],
    ['after the line of the header', 'a\nb\n', '@@ -1,0 +2 @@\n+x\n', 'a\nx\nb\n'],
    ['without a newline at the end', 'a\nb', ' a\n-b\n+c\n', 'a\nc'],
    [
      'takes the last newline away',
      'a\nb\n',
      '@@ -1,2 +1,2 @@\n a\n-b\n+c\n\\ No newline at end of file\n',
      'a\nc',
    ],
    ['gives a last newline', 'a\nb', '@@ -2 +2 @@\n-b\n\\ No newline at end of file\n+c\n', 'a\nc\n'],
    ['CRLF stays CRLF', 'a\r\nb\r\n', ' a\n-b\n+c\n', 'a\r\nc\r\n'],
    ['a CRLF diff', 'a\nb\n', ' a\r\n-b\r\n+c\r\n', 'a\nc\n'],
    ['everything removed', 'a\n', '-a\n', ''],
    ['a removed line that begins with --', 'a\n-- b\n', ' a\n--- b\n', 'a\n'],
    ['an empty diff', 'a\n', '', 'a\n'],
  ];
  for (const [name, text, diff, patched] of good) {
    it(name, () => assert.deepEqual(applyPatch(text, diff), { ok: true, text: patched }));
  }

  it('says what it expected and what it found', () => {
    assert.deepEqual(applyPatch('a\nb\nc\n', ' a\n-x\n'), { ok: false, line: 2, expected: 'x', found: 'b' });
    assert.deepEqual(applyPatch('a\n', ' a\n b\n'), {
      ok: false,
      line: 2,
      expected: 'b',
      found: '(end of file)',
    });
    assert.deepEqual(applyPatch('', '-a\n'), { ok: false, line: 1, expected: 'a', found: '(end of file)' });
  });
  it('wants blanks to be the same', () => assert.equal(applyPatch('a b\n', ' a  b\n+c\n').ok, false));
});
