import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { defaultJavaScriptRegexConstructor } from 'shiki/engine/javascript';
import { grammarNames, patternTable } from '../../scripts/compile-patterns.ts';
import { createCodeEngine } from '../../src/markdown/code-engine.ts';
import type { PatternTable } from '../../src/markdown/compiled-patterns.ts';

const samples: Readonly<Record<string, string>> = {
  nix: `{ pkgs ? import <nixpkgs> { } }:\nlet\n  name = "a\${toString 1}"; # why\nin pkgs.runCommand name { } ''\n  echo \${name} ''$kept > $out\n''`,
  bash: `for i in 1 2; do\n  echo "$i: \${HOME:-none}" | tee -a 'log' >&2\ndone\ncat <<END\n$PATH\nEND\n[[ -e /nix ]] && nix build .#hello`,
  python: 'def f(x: int = 3) -> str:\n    """Says."""\n    return f"{x!r:>4}"\n',
  yaml: 'a: &b [1, "two"]\nc:\n  - *b\n  - |\n    text\n',
  javascript: `const re = /a(?<b>\\d)/u;\nexport const f = async (x) => \`\${await x}\`;\n`,
};

/** The tables that the build would put in, and the patterns of which one was asked. */
function watched(table: PatternTable, asked: Set<string>): PatternTable {
  return new Proxy(table, {
    getOwnPropertyDescriptor(of, pattern) {
      asked.add(String(pattern));
      return Reflect.getOwnPropertyDescriptor(of, pattern);
    },
  });
}

/** A pattern is compiled when it is first asked for, however busy the machine. */
const patientMs = 5000;

const tables = new Map<string, PatternTable>();
before(async () => {
  for (const name of await grammarNames()) tables.set(name, await patternTable(name));
});

describe('patterns that the build has compiled', () => {
  for (const [language, code] of Object.entries(samples))
    it(`${language}: colours the same, and hardly a pattern is missing`, async () => {
      const asked = new Set<string>();
      const compiled = Object.fromEntries(
        [...tables].map(([name, table]) => [name, async () => ({ patterns: watched(table, asked) })]),
      );
      const [plain, quick] = [await createCodeEngine({}), await createCodeEngine(compiled)];
      await plain.load([language]);
      await quick.load([language]);
      assert.deepEqual(quick.lines(code, language, patientMs), plain.lines(code, language, patientMs));
      // Ends that name what began them are made while code is read.
      const missing = [...asked].filter((pattern) => ![...tables.values()].some((one) => pattern in one));
      assert.ok(asked.size > 10, `${asked.size} asked`);
      assert.ok(missing.length <= asked.size / 20, missing.join('\n'));
    });

  it('are what the engine would have made', async () => {
    for (const [pattern, [source, flags]] of Object.entries(await patternTable('nix'))) {
      const made = defaultJavaScriptRegexConstructor(pattern, { target: 'ES2024' });
      assert.deepEqual([source, flags], [made.source, made.flags]);
    }
  });
});
