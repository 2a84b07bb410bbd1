import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { bashQuote } from '../../src/cells/bash-quote.ts';
import type { Cell } from '../../src/cells/cell.ts';
import { commandOf } from '../../src/cells/command.ts';
import { readFenceInfo } from '../../src/cells/fence-info.ts';
import { readCell } from '../../src/cells/read-cell.ts';

function cell(info: string, body: string, ordinal = 1): Cell {
  const { language, cellGroup } = readFenceInfo(info);
  assert.ok(cellGroup !== undefined);
  return { id: String(ordinal), ordinal, line: ordinal, ...readCell(language, cellGroup, body).cell };
}

describe('commandOf', () => {
  const cases: [info: string, body: string, action: object][] = [
    ['bash {run}', 'cd x\nls\n', { type: 'shell', steps: [{ script: 'cd x\nls\n' }] }],
    [
      'console {run}',
      '$ a\nout\n$ b\n',
      {
        type: 'shell',
        steps: [
          { echo: 'a', script: 'a' },
          { echo: 'b', script: 'b' },
        ],
      },
    ],
    [
      'nix {run}',
      "''it's''\n",
      {
        type: 'shell',
        steps: [
          {
            script:
              "nix eval --raw --impure --expr ''\\'''\\''it'\\''s'\\'''\\''\n' --apply 'import /etc/piste/show.nix'",
          },
        ],
      },
    ],
    [
      'nix {build}',
      'x',
      {
        type: 'shell',
        steps: [{ script: "nix build --impure --print-build-logs --print-out-paths --expr 'x'" }],
      },
    ],
    [
      'bash {run show=graph}',
      "echo it's # here\n",
      {
        type: 'shell',
        steps: [{ script: "builtin eval 'echo it'\\''s # here\n' >| /run/piste/show" }],
        stdout: '/run/piste/show',
      },
    ],
    [
      'console {run show=tree}',
      '$ a\n$ b\n',
      {
        type: 'shell',
        steps: [
          { echo: 'a', script: "builtin eval 'a' >| /run/piste/show" },
          { echo: 'b', script: "builtin eval 'b' >> /run/piste/show" },
        ],
        stdout: '/run/piste/show',
      },
    ],
    ['nix {file=a/b.nix}', '{ }\n', { type: 'write', path: 'a/b.nix', content: '{ }\n', append: false }],
    ['diff {patch=a.nix}', '+x\n', { type: 'patch', path: 'a.nix', diff: '+x\n' }],
    ['nix {file=/etc/x}', '{ }\n', { type: 'none' }],
    ['bash {terminal}', 'htop\n', { type: 'terminal', argv: ['bash', '-l'], typed: 'htop' }],
    [
      'bash {check}',
      'echo a) # (\n',
      { type: 'shell', steps: [{ script: "( \\builtin eval 'echo a) # (\n' )" }] },
    ],
  ];
  for (const [info, body, action] of cases)
    it(info, () => assert.deepEqual(commandOf(cell(info, body)), action));

  const repls: [body: string, content: string][] = [
    ['x = 1; y = 2;\n', 'rec {\nx = 1; y = 2;\n}\n'],
    ['# a\na.b = 1;', 'rec {\n# a\na.b = 1;\n}\n'],
    ['inherit (builtins) map;\n', 'rec {\ninherit (builtins) map;\n}\n'],
    ['', 'rec {\n\n}\n'],
    ['{ x = 1; }\n', '{ x = 1; }\n'],
    ['let x = 1; in { inherit x; }\n', 'let x = 1; in { inherit x; }\n'],
    ['a == b\n', 'a == b\n'],
  ];
  for (const [body, content] of repls) {
    it(`repl of ${JSON.stringify(body)}`, () => {
      const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
      const path = `/run/piste/repl-${digest}.nix`;
      const files = [{ path, content }];
      assert.deepEqual(commandOf(cell('nix {repl}', body)), {
        type: 'terminal',
        argv: ['nix', 'repl', '--file', path],
        typed: '',
        files,
      });
    });
  }

  it('quotes whatever there is for bash', () => {
    const text = `'"\`$(id) \\ ! \n\t* 'a'\\''`;
    assert.equal(execFileSync('bash', ['-c', `printf %s ${bashQuote(text)}`], { encoding: 'utf8' }), text);
  });
});
