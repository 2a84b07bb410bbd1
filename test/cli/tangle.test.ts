import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bash } from '../support/cells.ts';
import { cli } from '../support/piste.ts';
import { openSession } from '../support/sessions.ts';

const deck = `# A flake of pieces

\`\`\`nix {file=flake.nix name=start}
{
  outputs = { self }: {
    packages = builtins.listToAttrs (map (system: {
      name = system;
      value.default = derivation {
        inherit system;
        <<builder>>
      };
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
\`\`\`

\`\`\`nix {chunk=builder}
name = "woven";
builder = "/bin/sh";
\`\`\`

\`\`\`nix {chunk=builder}
args = [ "-c" ''
  echo "\${builtins.readFile ./words/greeting}" > $out
'' ];
\`\`\`

\`\`\`text {file=words/greeting}
woven
\`\`\`

\`\`\`diff {patch=flake.nix name=patched}
-          echo "\${builtins.readFile ./words/greeting}" > $out
+          echo "\${builtins.readFile ./words/greeting}and patched" > $out
\`\`\`

\`\`\`text {file=words/greeting append}
and more
\`\`\`

\`\`\`bash {run}
echo > by-hand
\`\`\`

\`\`\`diff {patch=by-hand session=other}
+x
\`\`\`
`;

let dir = '';
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-tangle-'));
  writeFileSync(join(dir, 'talk.md'), deck);
});
after(() => rmSync(dir, { recursive: true }));

const tangle = (...args: readonly string[]) =>
  spawnSync(process.execPath, [cli, 'tangle', ...args], { encoding: 'utf8', cwd: dir });

/** What `nix build` makes of a folder, in a sandbox that knows nothing of the deck. */
async function built(folder: string): Promise<string> {
  await using outside = await openSession();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    await outside.session.writeFile(path.slice(folder.length + 1), readFileSync(path, 'utf8'));
  }
  const { result, text } = await outside.run(bash('nix build path:. --print-build-logs && cat result'));
  assert.equal(result.status, 'ok', text);
  return text;
}

describe('piste tangle', () => {
  it('writes a folder that Nix builds without us', async () => {
    const { stdout, stderr, status } = tangle('talk.md', 'all');
    assert.deepEqual([stdout, stderr, status], ['all/flake.nix\nall/words/greeting\n', '', 0]);
    assert.equal(await built(join(dir, 'all')), 'woven\nand more\nand patched');
  });

  it('at any cell', async () => {
    assert.equal(tangle('talk.md', 'early', '--at', 'start').stdout, 'early/flake.nix\n');
    assert.equal(tangle('talk.md', 'before', '--at', '2').status, 0);
    assert.equal(readFileSync(join(dir, 'before', 'words', 'greeting'), 'utf8'), 'woven\n');
    assert.equal(await built(join(dir, 'before')), 'woven');
  });

  it('does not write into a folder with something in it, unless told to', () => {
    mkdirSync(join(dir, 'full'));
    writeFileSync(join(dir, 'full', 'flake.nix'), 'mine');
    const refused = tangle('talk.md', 'full');
    assert.match(refused.stderr, /full is not empty\n.*--force/);
    assert.equal(refused.status, 2);
    assert.equal(readFileSync(join(dir, 'full', 'flake.nix'), 'utf8'), 'mine');
    assert.equal(tangle('talk.md', 'full', '--force').status, 0);
    assert.match(readFileSync(join(dir, 'full', 'flake.nix'), 'utf8'), /"woven"/);
  });

  const links: [what: string, link: string][] = [
    ['a folder', 'words'],
    ['a file', 'flake.nix'],
  ];
  for (const [what, link] of links) {
    it(`follows no link to ${what} out of the folder`, () => {
      const [folder, elsewhere] = [join(dir, `of-${link}`), join(dir, `elsewhere-${link}`)];
      mkdirSync(folder);
      mkdirSync(elsewhere);
      symlinkSync(link === 'words' ? elsewhere : join(elsewhere, 'made'), join(folder, link));
      const { stderr, status } = tangle('talk.md', folder, '--force');
      assert.match(stderr, new RegExp(`${link} is a link, and has to be a ${what.slice(2)}\\n.*rm -r`));
      assert.equal(status, 2);
      assert.deepEqual(readdirSync(elsewhere), []);
      assert.deepEqual(readdirSync(folder), [link]);
    });
  }

  const refusals: [args: readonly string[], status: number, says: RegExp][] = [
    [
      ['--session', 'other'],
      1,
      /talk\.md:45:10: error: `by-hand` is patched here, and no file cell before makes it[\s\S]*> 45 \| ```diff \{patch=by-hand[\s\S]*\{file=by-hand\}/,
    ],
    [['--at', 'strat'], 2, /has no cell `strat`\n.*--at start/],
    [['--session', 'mian'], 2, /has no session `mian`\n.*main, other/],
    [
      ['--at', 'start', '--session', 'other'],
      2,
      /is in the session `main`, not in `other`\n.*--session main/,
    ],
  ];
  for (const [args, status, says] of refusals) {
    it(`${args.join(' ')}: ${status}`, () => {
      const result = tangle('talk.md', 'never', ...args);
      assert.match(result.stderr, says);
      assert.equal(result.status, status);
      assert.ok(!readdirSync(dir).includes('never'));
    });
  }

  it("stops at an author's mistake", () => {
    writeFileSync(join(dir, 'wrong.md'), '```nix {file=a}\n<<x>>\n```\n');
    const { stderr, status } = tangle('wrong.md', 'never');
    assert.match(stderr, /wrong\.md:2:1: error: no chunk is named `x`/);
    assert.equal(status, 1);
  });
});
