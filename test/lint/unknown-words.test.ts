import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { revealThemes } from '../../src/deck/known-themes.ts';
import { openPackageNames } from '../../src/environment/package-names.ts';
import { projectDir } from '../../src/environment/places.ts';
import { lint } from './lint.ts';

describe('unknown-package', () => {
  const head = (packages: string, rest = '') =>
    `---\nenvironment:\n  packages: ${packages}\n${rest}---\n\n# A\n`;
  it('says which package there is not, where it stands, and what was meant', async () =>
    assert.deepEqual(await lint(head('[hello, cowsya, python3Packages.numpie, ffmpeg]')), [
      '3:21 error pocketpkgs has no `cowsya` [unknown-package]; did you mean `cowsay`?',
      '3:29 error pocketpkgs has no `python3Packages.numpie` [unknown-package]; did you mean `python3Packages.numpy`?',
      '3:53 error pocketpkgs has no `ffmpeg` [unknown-package]; docs/pocketpkgs.md lists what there is; `environment.nixpkgs` can name a real nixpkgs instead',
    ]));
  it('finds it in a list of lines', async () =>
    assert.match(
      (await lint(head('\n    - hello\n    - helo'))).join(),
      /^5:7 error pocketpkgs has no `helo`/,
    ));
  it('asks nobody about a real nixpkgs', async () =>
    assert.deepEqual(await lint(head('[cowsya]', '  nixpkgs: github:NixOS/nixpkgs/abc\n')), []));
  it('knows every package of the set, and what is built around them', async () => {
    const names = await openPackageNames();
    const list = JSON.parse(readFileSync(join(projectDir, 'sandbox', 'pocketpkgs', 'packages.json'), 'utf8'));
    const built = [
      'stdenv',
      'dockerTools',
      'buildGoModule',
      'bashInteractive',
      'python3Packages.buildPythonPackage',
    ];
    for (const name of [...Object.keys(list.attributes), ...built, 'zlib.dev'])
      assert.ok(names.has(name), name);
  });
});

describe('unknown-language', () => {
  const rows: readonly [language: string, found: string][] = [
    ['pyhton', 'did you mean `python`?'],
    ['dokcerfile', 'did you mean `dockerfile`?'],
    ['jsno', 'did you mean `json`?'],
    ['python', ''],
    ['console', ''],
    ['klingon', ''],
    ['', ''],
  ];
  for (const [language, found] of rows)
    it(`${language || 'none'}: ${found || 'nothing'}`, async () => {
      const said = await lint(`# A\n\n\`\`\`${language}\nx\n\`\`\`\n`);
      assert.deepEqual(
        said,
        found === ''
          ? []
          : [
              `3:4 warning no language is called \`${language}\`: this is shown without colours [unknown-language]; ${found}`,
            ],
      );
    });
});

it('reveal.js has the themes that we know of it, and no others', () =>
  assert.deepEqual(
    readdirSync(join(projectDir, 'node_modules', 'reveal.js', 'dist', 'theme')).filter((name) =>
      name.endsWith('.css'),
    ),
    revealThemes.map((name) => `${name}.css`).sort(),
  ));
