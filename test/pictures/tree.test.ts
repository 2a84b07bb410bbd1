import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draw, problemOf, wordsOf } from './draw.ts';

const bread = `/nix/store/${'b'.repeat(32)}-bread-1.0`;
const flour = `/nix/store/${'c'.repeat(32)}-flour`;

/** What is printed, and the tree that it is, by its text alternative. */
const trees: [what: string, printed: string, tree: string][] = [
  [
    'nix-store --query --tree',
    `${bread}\n├───${flour}\n│   └───${flour} [...]\n└───${bread} [...]\n`,
    'bread-1.0\n  flour\n    flour [...]\n  bread-1.0 [...]',
  ],
  [
    'tree',
    'src\n├── a.nix\n└── lib\n\u00a0\u00a0\u00a0 └── b.nix\n\n1 directory, 2 files\n',
    'src\n  a.nix\n  lib\n    b.nix\n(1 directory, 2 files)',
  ],
  ['tree --charset=ascii', 'src\n|-- a.nix\n`-- lib\n    `-- b.nix\n', 'src\n  a.nix\n  lib\n    b.nix'],
  [
    'nix flake show, in colours',
    '\x1b[1mpath:/work\x1b[0m\n└───\x1b[32;1mpackages\x1b[0m\n    └───\x1b[1mhello\x1b[0m: package\n',
    'path:/work\n  packages\n    hello: package',
  ],
  ['find', './lib/a.nix\n./lib/deep/er/b.nix\n./c\n', './\n  lib/\n    a.nix\n    deep/er/b.nix\n  c'],
  [
    'paths in the store',
    `${bread}/bin/eat\n${bread}/bin/toast\n${flour}\n`,
    'bread-1.0/bin/\n  eat\n  toast\nflour',
  ],
  ['indented lines', 'bread\n  flour\n  water\nbutter\n', 'bread\n  flour\n  water\nbutter'],
];

describe('show=tree', () => {
  for (const [what, printed, tree] of trees)
    it(`reads ${what}`, async () => assert.equal((await draw('tree', printed)).text, tree));

  it('is a list in folds: names to read, whole paths to point at', async () => {
    const { html } = await draw('tree', `${bread}\n└───${flour}\n    └───${flour} [...]\n`);
    assert.equal(
      html,
      '<div class="picture picture-tree"><ul class="tree"><li><details class="fold" open>' +
        `<summary class="fold-line"><span class="tree-name" title="${bread}">bread-1.0</span></summary>` +
        '<ul class="tree"><li><details class="fold" open>' +
        `<summary class="fold-line"><span class="tree-name" title="${flour}">flour</span></summary>` +
        `<ul class="tree"><li><div class="fold-line"><span class="tree-name" title="${flour} [...]">flour ` +
        '<span class="tree-again">[...]</span></span></div></li></ul></details></li></ul></details></li></ul></div>',
    );
  });

  it('opens what fits a slide', async () => {
    const folder = (name: string, files: number) =>
      [name, ...Array.from({ length: files }, (_, at) => `  ${name}${at}`)].join('\n');
    const { html } = await draw('tree', `${folder('a', 5)}\n${folder('b', 20)}\n${folder('c', 5)}\n`);
    const folds = [
      ...html.matchAll(/<details class="fold"( open)?>.*?title="|<details class="fold"( open)?>/g),
    ];
    assert.deepEqual(
      folds.map(([fold]) => fold.includes(' open')),
      [true, false, true],
    );
  });

  it('is cut at 5000 lines, and says so', async () => {
    const { html, text } = await draw('tree', 'a\n'.repeat(6000));
    assert.equal(text.split('\n').length, 5001);
    assert.equal(wordsOf(html).at(-1), 'the first 5000 lines; the others are not shown');
  });

  it('says what it expected', async () => {
    assert.equal(
      await problemOf('tree', '\n \n'),
      'show=tree expects lines, such as `nix-store --query --tree` or `find` print, and there are none',
    );
  });
});
