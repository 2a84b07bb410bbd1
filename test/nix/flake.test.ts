import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectDir } from '../../src/environment/places.ts';
import { bash } from '../support/cells.ts';
import { openSession, type TestSession } from '../support/sessions.ts';

// Nixpkgs is not to be had in a session. What the flake takes from it is stood in for by functions that make a
// derivation of nothing, and note what they were called with: the flake's own Nix is evaluated to its end.
const nixpkgs = `{
  outputs = _:
    let
      lib = rec {
        genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
        last = list: builtins.elemAt list (builtins.length list - 1);
        splitString = by: text: builtins.filter builtins.isString (builtins.split by text);
        inherit (builtins) mapAttrs;
        importJSON = file: builtins.fromJSON (builtins.readFile file);
        makeBinPath = drvs: builtins.concatStringsSep ":" (map (drv: "\${drv}/bin") drvs);
        optionalString = yes: text: if yes then text else "";
        getExe = drv: "\${drv}/bin/\${drv.meta.mainProgram or drv.name}";
        licenses.mit = { spdxId = "MIT"; };
        fetchers.proxyImpureEnvVars = [ "https_proxy" ];
      };
      packagesOf = system:
        let
          made = name: args: derivation { inherit name system; builder = "/bin/sh"; } // { inherit args; meta = args.meta or { }; };
          program = name: made name { };
        in {
          buildNpmPackage = args: made "\${args.pname}-\${args.version}" args;
          importNpmLock = { npmConfigHook = program "npm-config-hook"; __functor = _: args: made "npm-deps" args; };
          runCommand = name: env: script: made name { inherit env script; };
          mkShellNoCC = args: made "shell" args;
          writeShellApplication = args: made args.name (args // { meta.mainProgram = args.name; });
          nodejs_22 = made "nodejs" { meta.mainProgram = "node"; };
        } // builtins.listToAttrs (map (name: { inherit name; value = program name; })
          [ "runc" "git" "gnutar" "xz" "util-linux" "chromium" "makeWrapper" "nixfmt" ]);
    in { inherit lib; legacyPackages = lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] packagesOf; };
}`;

let session: TestSession;
before(async () => {
  session = await openSession();
  await session.session.writeFile('nixpkgs/flake.nix', nixpkgs);
  for (const name of ['flake.nix', 'package.json', 'package-lock.json'])
    await session.session.writeFile(`piste/${name}`, readFileSync(join(projectDir, name), 'utf8'));
});
after(() => session[Symbol.asyncDispose]());

async function nix(what: string): Promise<string> {
  const flags = '--override-input nixpkgs path:/work/nixpkgs --no-write-lock-file';
  const { text, result } = await session.run(
    bash(`nix ${what} ${flags} 2> err || { cat err; false; }`, { cols: 500 }),
  );
  assert.equal(result.status, 'ok', text);
  return text;
}
const evaluated = async (attribute: string, apply: string): Promise<unknown> =>
  JSON.parse(await nix(`eval --json 'path:/work/piste#${attribute}' --apply '${apply}'`));

describe('flake.nix, as far as it goes without nixpkgs', () => {
  it('has everything for both systems', async () => {
    const names = await evaluated('packages', 'builtins.mapAttrs (_: builtins.mapAttrs (_: drv: drv.name))');
    const { version } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'));
    const both = { default: `piste-${version}`, full: `piste-full-${version}` };
    assert.deepEqual(names, { 'aarch64-linux': both, 'x86_64-linux': both });
    const shown = JSON.parse(await nix('flake show --json --all-systems path:/work/piste'));
    assert.deepEqual(Object.keys(shown).sort(), ['apps', 'checks', 'devShells', 'formatter', 'packages']);
    for (const output of Object.values(shown))
      assert.deepEqual(Object.keys(Object(output)).sort(), ['aarch64-linux', 'x86_64-linux']);
  });

  it('takes npm’s packages by the lock’s own hashes, from where npm has them', async () => {
    const sources = await evaluated(
      'packages.x86_64-linux.default',
      'drv: builtins.mapAttrs (_: one: [ one.name one.args.env.outputHash (builtins.unsafeDiscardStringContext one.args.script) ]) drv.args.npmDeps.args.packageSourceOverrides',
    );
    const lock = JSON.parse(readFileSync(join(projectDir, 'package-lock.json'), 'utf8'));
    const { '': _own, ...packages } = lock.packages;
    assert.deepEqual(Object.keys(Object(sources)).sort(), Object.keys(packages).sort());
    for (const [path, [name, hash, script]] of Object.entries<readonly string[]>(Object(sources))) {
      const asked = `${path.split('node_modules/').at(-1)}@${packages[path].version}`;
      assert.match(name ?? '', /^[^/@]+-\d[^/]*\.tgz$/, path);
      assert.match(hash ?? '', /^sha512-/, path);
      assert.equal(hash, packages[path].integrity, path);
      assert.ok(script?.includes(`npm pack --ignore-scripts ${asked}\n`), path);
    }
    // What npm packs is what it installs, byte for byte: a scope is no part of the file's name.
    for (const path of ['node_modules/reveal.js', 'node_modules/@fontsource-variable/inter']) {
      const [, hash = '', script = ''] = Object(sources)[path];
      const dir = mkdtempSync(join(tmpdir(), 'piste-pack-'));
      const out = join(dir, 'made');
      execFileSync('bash', ['-euc', script], { env: { ...process.env, TMPDIR: dir, out }, stdio: 'ignore' });
      assert.equal(`sha512-${createHash('sha512').update(readFileSync(out)).digest('base64')}`, hash);
      rmSync(dir, { recursive: true });
    }
  });

  it('wraps the program with what it calls, and with a browser only in the full package', async () => {
    const install = (name: string) =>
      evaluated(
        `packages.x86_64-linux.${name}`,
        'drv: builtins.unsafeDiscardStringContext drv.args.installPhase',
      );
    const plain = String(await install('default'));
    for (const program of ['runc', 'git', 'gnutar', 'xz', 'util-linux'])
      assert.match(plain, new RegExp(`--prefix PATH : \\S*-${program}/bin`));
    assert.doesNotMatch(plain, /chromium/);
    assert.match(String(await install('full')), /--set-default PISTE_CHROMIUM \S+-chromium\/bin\/chromium/);
  });

  it('installs every folder that the program looks for beside itself', async () => {
    const phase = await evaluated(
      'packages.x86_64-linux.default',
      'drv: builtins.unsafeDiscardStringContext drv.args.installPhase',
    );
    const copied = /cp -r (.*) \$out/.exec(String(phase))?.[1]?.split(' ');
    for (const folder of ['dist', 'sandbox', 'templates', 'decks', 'package.json', 'node_modules'])
      assert.ok(copied?.includes(folder), folder);
  });

  it('has apps that are programs, and a shell with all tools', async () => {
    const apps = await evaluated(
      'apps.aarch64-linux',
      'builtins.mapAttrs (_: app: [ app.type (builtins.baseNameOf (builtins.unsafeDiscardStringContext app.program)) ])',
    );
    assert.deepEqual(apps, { default: ['app', 'piste'], start: ['app', 'piste-start'] });
    assert.deepEqual(
      await evaluated('devShells.x86_64-linux.default', 'shell: map (drv: drv.name) shell.args.packages'),
      ['nodejs', 'runc', 'git', 'gnutar', 'xz', 'util-linux', 'chromium'],
    );
  });
});
