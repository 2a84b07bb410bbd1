import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expandIncludes, type IncludeRead, includePathsOf } from '../../src/markdown/include.ts';

const file = 'one\ntwo # ANCHOR: no\n# ANCHOR: mid\nthree\nfour\n# ANCHOR_END: mid\nfive\n';
const read = (path: string): IncludeRead =>
  path === 'a.nix' ? { text: file } : { why: `no ${path}`, mend: 'write it' };

function expand(...lines: string[]): { text: string; flaws: string[] } {
  const flaws: string[] = [];
  const out = expandIncludes(lines, 10, read, (line, column, message) => {
    flaws.push(`${line}:${column} ${message}`);
  });
  return { text: out.map((one) => `${one.line} ${one.text}`).join('\n'), flaws };
}

describe('expandIncludes', () => {
  const cases: [name: string, line: string, becomes: string][] = [
    ['lines', '{{#include a.nix:4:5}}', '10 three\n10 four'],
    ['one line', '{{#include a.nix:1}}', '10 one'],
    ['from a line', '{{#include a.nix:7:}}', '10 five'],
    ['up to a line, in its indentation', '  {{#include a.nix::1}}', '10   one'],
    ['an anchor', '> {{#include a.nix:mid}}', '10 > three\n10 > four'],
    ['all, without the lines that mark anchors', '{{#include a.nix}}', '10 one\n10 three\n10 four\n10 five'],
    ['escaped', '\\{{#include a.nix}}', '10 {{#include a.nix}}'],
    ['in a line', 'a {{#include a.nix:1}} b', '10 a one b'],
  ];
  for (const [name, line, becomes] of cases) {
    it(name, () => assert.deepEqual(expand(line), { text: becomes, flaws: [] }));
  }

  it('keeps the source line of what follows', () => {
    assert.equal(expand('{{#include a.nix:4:5}}', 'after').text, '10 three\n10 four\n11 after');
  });

  for (const path of ['../a.nix', '/etc/passwd', '%2e%2e/a', 'a/../../b', '~/a', 'a\\b']) {
    it(`refuses ${path}`, () =>
      assert.match(expand(`{{#include ${path}}}`).flaws.join(), /10:1 .* cannot be included/));
  }

  it('says which lines there are', () => {
    assert.deepEqual(expand('x {{#include a.nix:8:9}}').flaws, ['10:3 `a.nix` has 7 lines, not 8 to 9']);
    assert.deepEqual(expand('{{#include a.nix:oops}}').flaws, ['10:1 `a.nix` has no `ANCHOR: oops`']);
  });

  it('does not let a file end the code it is in', () => {
    const lines = ['```md', '{{#include b.md}}', '```'];
    const flaws: string[] = [];
    const fenced = (): IncludeRead => ({ text: 'a\n```\nb' });
    expandIncludes(lines, 1, fenced, (line, _column, message, mend) =>
      flaws.push(`${line} ${message}; ${mend}`),
    );
    assert.deepEqual(flaws, ['2 what is included ends the code it is in (```); begin the code with ````']);
    expandIncludes(['````md', ...lines.slice(1)], 1, fenced, () => assert.fail());
    expandIncludes(['```js', 'x', '```', ...lines.slice(1)], 1, fenced, () => assert.fail());
  });

  it('names the files that a text includes', () => {
    assert.deepEqual(includePathsOf('{{#include a}} \\{{#include b}} {{#include a:2:3}} {{#include c:x}}'), [
      'a',
      'c',
    ]);
  });
});
