import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { weave } from '../../src/cells/weave.ts';

const part = (body: string, line = 1) => ({ body, lines: body.split('\n').map((_, index) => line + index) });

function woven(body: string, chunks: readonly (readonly [name: string, body: string])[]): string {
  const made = weave(
    [part(body)],
    chunks.map(([name, text], index) => ({ name, ...part(text, 100 * (index + 1)) })),
  );
  const flaws = made.flaws.map(({ line, message, mend }) => `${line}: ${message}; ${mend}`);
  return [...made.texts, ...flaws, ...made.unused.map((name) => `unused ${name}`)].join('\n');
}

describe('weave', () => {
  const cases: [what: string, body: string, chunks: [string, string][], becomes: string][] = [
    ['no reference', 'a\nb\n', [], 'a\nb\n'],
    ['a reference', '{\n  <<x>>\n}\n', [['x', 'a;\n\n  b;\n']], '{\n  a;\n\n    b;\n}\n'],
    [
      'chunks of one name, in their order',
      '<<x>>\n',
      [
        ['x', 'a\n'],
        ['x', 'b\n'],
      ],
      'a\nb\n',
    ],
    [
      'chunks in chunks',
      '[\n\t<<x>>\n]\n',
      [
        ['x', '(\n  <<y>>\n)\n'],
        ['y', '1\n2\n'],
      ],
      '[\n\t(\n\t  1\n\t  2\n\t)\n]\n',
    ],
    ['an empty chunk', 'a\n  <<x>>\nb\n', [['x', '']], 'a\nb\n'],
    ['what only looks like one', 'cat <<x>>\n<< x >>\n<<1>>\n', [], 'cat <<x>>\n<< x >>\n<<1>>\n'],
    ['an escaped one', '  \\<<x>>\n\\<<y\n', [], '  <<x>>\n\\<<y\n'],
    [
      'an unknown name',
      'a\n<<inptus>>\n',
      [['inputs', '']],
      'a\n\n2: no chunk is named `inptus`; did you mean `<<inputs>>`?\nunused inputs',
    ],
    [
      'an unknown name, and none like it',
      '<<x>>',
      [],
      '\n1: no chunk is named `x`; write a fence with `{chunk=x}`, or `\\<<x>>` for the text itself',
    ],
    [
      'a circle',
      '<<a>>',
      [
        ['a', '1\n<<b>>\n'],
        ['b', '<<a>>\n'],
      ],
      '1\n200: a chunk cannot stand in itself: `a` → `b` → `a`; take one of these references out',
    ],
    [
      'a chunk that only it uses',
      '',
      [['a', '<<a>>']],
      '\n100: a chunk cannot stand in itself: `a` → `a`; take one of these references out\nunused a',
    ],
  ];
  for (const [what, body, chunks, becomes] of cases)
    it(what, () => assert.equal(woven(body, chunks), becomes));

  it('ends where chunks double without end', () => {
    const chunks = Array.from({ length: 40 }, (_, index): [string, string] => [
      `c${index}`,
      index === 39 ? 'x'.repeat(100) : `<<c${index + 1}>>\n<<c${index + 1}>>\n`,
    ]);
    const text = woven('<<c0>>', chunks);
    assert.match(text, /the deck's chunks become more than 4 MB; put fewer of them in/);
    assert.ok(text.length < 10_000_000);
  });

  it('ends where chunks stand in each other without end', () => {
    const chunks = Array.from({ length: 5000 }, (_, index): [string, string] => [
      `c${index}`,
      `<<c${index + 1}>>\n`,
    ]);
    assert.match(woven('<<c0>>', chunks), /chunks stand more than 50 deep/);
  });
});
