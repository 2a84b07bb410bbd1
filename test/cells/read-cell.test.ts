import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFenceInfo } from '../../src/cells/fence-info.ts';
import { defaultOptions, type ReadCell, readCell } from '../../src/cells/read-cell.ts';

function read(info: string, body = '$ x\n'): ReadCell {
  const fence = readFenceInfo(info);
  assert.ok(fence.cellGroup !== undefined, `${info} is a cell`);
  return readCell(fence.language, fence.cellGroup, body);
}

describe('readCell', () => {
  const good: [info: string, changes: object][] = [
    ['bash {run}', {}],
    [
      'bash {run expect=fail timeout=90s step auto live hide}',
      { expect: 'fail', timeoutMs: 90_000, step: true, auto: true, live: true, hide: true },
    ],
    [
      'bash {run expect=3 output=next show=json mask=/\\d+ ms/}',
      { expect: 3, output: 'next', show: 'json', mask: '\\d+ ms' },
    ],
    ['nix {build timeout=500ms cols=100 rows=30}', { timeoutMs: 500, cols: 100, rows: 30 }],
    ['nix {file=./nix/a.nix output=none}', { path: 'nix/a.nix', output: 'none' }],
    ['nix {file=a append}', { path: 'a', append: true }],
    ['diff {patch=flake.nix}', { path: 'flake.nix' }],
    ['bash {terminal cols=120}', { cols: 120 }],
    ['bash {check hint="look up"}', { hint: 'look up' }],
  ];
  for (const [info, changes] of good) {
    it(info, () => {
      assert.deepEqual(read(info).mistakes, []);
      assert.deepEqual(read(info).cell.options, { ...defaultOptions, ...changes });
    });
  }

  it('knows its name and its session', () => {
    const { name, cell } = read('bash {run name=first session=other}');
    assert.deepEqual([name?.text, name?.offset, cell.session], ['first', 10, 'other']);
  });

  const bad: [info: string, offset: number, message: RegExp, mend: RegExp][] = [
    ['bash {run tiemout=3s}', 10, /no option `tiemout`/, /did you mean `timeout`/],
    ['bash {run timeout=3}', 10, /`3` is not a time/, /timeout=30s/],
    ['bash {run timeout=0s}', 10, /is not a time/, /timeout=30s/],
    ['bash {run step step}', 15, /given twice/, /keep one/],
    ['bash {run build}', 10, /both `run` and `build`/, /two cells/],
    ['bash {run expect=256}', 10, /not an exit status/, /0 to 255/],
    ['bash {run expect=-1}', 10, /not an exit status/, /expect=fail/],
    ['bash {run show=grpah}', 10, /`show` cannot be `grpah`/, /graph/],
    ['bash {run output=none show=json}', 22, /`show` fights/, /remove/],
    ['bash {run live mask=/x/}', 15, /`mask` fights/, /remove/],
    ['bash {run mask=x}', 10, /not between slashes/, /mask=/],
    ['bash {run mask=/(?=x)/}', 10, /\(\?=/, /RE2/],
    ['bash {run name=3}', 10, /begins with a letter/, /name=/],
    ['bash {run auto=yes}', 10, /takes no value/, /`auto`/],
    ['bash {run hint="x"}', 10, /means nothing for a `run`/, /check/],
    ['nix {file=a timeout=3s}', 12, /means nothing for a `file`/, /run, build/],
    ['nix {file=/etc/passwd}', 5, /absolute/, /work folder/],
    ['diff {patch=a/../../b}', 6, /leaves its folder/, /work folder/],
    ['nix {file}', 5, /the path is empty/, /file=flake.nix/],
    ['diff {patch=a append}', 14, /means nothing for a `patch`/, /it is for file/],
    ['nix {file=a chunk=b}', 12, /a chunk is no cell/, /two fences/],
    ['python {run}', 8, /`python` cannot be `run`/, /\{file=NAME\}/],
    ['nxi {build}', 5, /cannot be `build`/, /did you mean `nix`/],
    ['bash {repl}', 6, /cannot be `repl`/, /nix \{repl\}/],
    ['bash {run', 5, /not closed/, /same line/],
    ['bash {run hint="x}', 15, /quote is not closed/, /same line/],
  ];
  for (const [info, offset, message, mend] of bad) {
    it(`${info} is wrong`, () => {
      const mistake = read(info).mistakes[0];
      assert.match(mistake?.message ?? '', message);
      assert.match(mistake?.mend ?? '', mend);
      assert.equal(mistake?.offset, offset);
    });
  }

  it('wants a command in a console', () => {
    assert.match(read('console {run}', 'ls\n').mistakes[0]?.message ?? '', /no line begins with `\$ `/);
  });
});
