import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { termsOf, wordsIn } from '../../src/search/terms.ts';

describe('the words of a text, as they are looked for', () => {
  const rows: readonly [text: string, terms: readonly string[]][] = [
    ['Build, load & run', ['build', 'load', 'run']],
    ['nix-shell --pure', ['nix', 'shell', 'pure']],
    ['pkgs.mkDerivation', ['pkgs', 'mkderivation', 'derivation']],
    ['HTTPServer', ['httpserver', 'server']],
    ['Überlays für Größe', ['uberlays', 'fur', 'große']],
    ['naïve Ångström', ['naive', 'angstrom']],
    ['python3Packages', ['python3packages', 'packages']],
    ['/nix/store/1b9p07z77phvv2hf6gm9f28syp39f1ag-hello', ['nix', 'store', 'hello']],
    ['sha256 deadbeef1234567', ['sha256']],
    ['再現性 nix', ['再', '現', '性', 'nix']],
    ['', []],
    ['?!', []],
  ];
  for (const [text, terms] of rows)
    it(`${text || 'nothing'} → ${terms.join(' ')}`, () =>
      deepEqual([...new Set(wordsIn(text).flatMap((word) => termsOf(word.text)))], terms));
});
