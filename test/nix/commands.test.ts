import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bash } from '../support/cells.ts';
import { openSessionWith, type TestSession } from '../support/sessions.ts';

/**
 * What talks about Nix do, in one session without a network, on the whole package set. Each row is a script and what it
 * prints; a pattern where a hash or a version is in it.
 */
type Row = readonly [script: string, printed: string | RegExp];

const application = `from setuptools import setup
setup(name="greet", version="1.0", py_modules=["greet"], entry_points={"console_scripts": ["greet=greet:main"]})`;

const rows: Readonly<Record<string, readonly Row[]>> = {
  'building and running': [
    ['nix build nixpkgs#hello && ./result/bin/hello', 'Hello, world!'],
    ['nix run nixpkgs#cowsay -- hola | head -2 | tail -1', '< hola >'],
    ['nix path-info -rS nixpkgs#hello | cut -d- -f2 | sort', /^glibc\nhello$/],
    [
      'nix why-depends nixpkgs#hello nixpkgs#glibc | sed "s,/nix/store/[a-z0-9]*-,,g"',
      /^hello-[\d.]+\n└───.*glibc-[\d.]+$/,
    ],
    ['nix-store -q --tree ./result | sed "s,/nix/store/[a-z0-9]*-,,g" | tail -1', /└───glibc-[\d.]+/],
    ['nix-store -q --graph ./result | head -1', 'digraph G {'],
    ['nix derivation show nixpkgs#hello | jq -r ".[].env.pname"', 'hello'],
    ['nix eval --raw nixpkgs#hello.meta.mainProgram', 'hello'],
    [
      'nix build nixpkgs#ffmpeg 2>&1 | tail -1',
      /pocketpkgs has no 'ffmpeg'.*; set environment\.nixpkgs to a real nixpkgs$/,
    ],
  ],
  shells: [
    ['nix-shell --pure -p go --run "go version" | cut -d" " -f1-2', 'go version'],
    ['nix-shell --pure -p go which --run "which go"', /^\/nix\/store\/[a-z0-9]{32}-go-[\d.]+\/bin\/go$/],
    ['nix-shell --pure -p go --run "which go" 2>&1 | tail -1', /which: command not found/],
    [
      `nix-shell --pure -p python3 python3Packages.numpy --run 'python3 -c "import numpy; print(numpy.arange(4).sum())"'`,
      '6',
    ],
    ['nix shell nixpkgs#figlet nixpkgs#jq -c jq -n "1+1"', '2'],
    ['nix-shell -p stdenv.cc --run "echo \'int main(){return 7;}\' > a.c; cc a.c; ./a.out; echo \\$?"', '7'],
  ],
  profiles: [
    ['nix profile install nixpkgs#hello && hello', 'Hello, world!'],
    [
      'nix profile install nixpkgs#figlet && nix profile list --json | jq -r ".elements | keys[]"',
      'figlet\nhello\njq',
    ],
    [
      'nix profile remove hello 2> /dev/null; nix profile list --json | jq -r ".elements | keys[]"',
      'figlet\njq',
    ],
    [
      'nix profile rollback 2> /dev/null && nix profile list --json | jq -r ".elements | keys[]"',
      /figlet\nhello\njq$/,
    ],
  ],
  'flakes and development shells': [
    [
      'mkdir -p f && cd f && git init -q && nix flake init 2> /dev/null && git add . && grep -c nixpkgs flake.nix',
      /^\d+$/,
    ],
    [
      'cd /work/f && nix flake lock 2> /dev/null; git add .; nix flake metadata --json | jq -r .locks.root',
      'root',
    ],
    [
      'cd /work/f && nix flake show --json 2> /dev/null | jq -r ".packages | keys[]" | grep x86_64-linux',
      'x86_64-linux',
    ],
    ['cd /work/f && nix run 2> /dev/null', 'Hello, world!'],
    ['cd /work/f && nix flake update 2> /dev/null && nix flake check 2>&1 | grep -c error', '0'],
    [
      `mkdir -p /work/d && cd /work/d && cat > flake.nix <<'.'
{
  outputs = { nixpkgs, ... }:
    let pkgs = nixpkgs.legacyPackages.\${builtins.head (builtins.attrNames nixpkgs.legacyPackages)}; in {
      devShells = builtins.mapAttrs (system: pkgs: {
        default = pkgs.mkShell { packages = [ pkgs.poetry pkgs.bashInteractive pkgs.figlet ]; shellHook = "export HOOK=on"; };
      }) nixpkgs.legacyPackages;
    };
}
.
git init -q; git add .; nix flake lock 2> /dev/null; git add .; git commit -qm flake
nix develop --command sh -c 'echo $HOOK; poetry --version | cut -d" " -f1'`,
      'on\nPoetry',
    ],
    // All at once: nothing is busy, nothing is said beside the words of the eight.
    [
      'cd /work/d && for n in 1 2 3 4 5 6 7 8; do nix develop --command echo done & done 2>&1 | sort | uniq -c | sed "s/^ *//"',
      '8 done',
    ],
  ],
  'builds that are proved': [
    [
      `cd /work && cat > default.nix <<'.'
{ pkgs ? import <nixpkgs> { } }:
pkgs.stdenv.mkDerivation { pname = "sum"; version = "1"; dontUnpack = true;
  buildPhase = "echo 'int main(){return 3;}' > sum.c; cc -o sum sum.c";
  installPhase = "install -D sum $out/bin/sum"; }
.
nix-build default.nix > /dev/null 2>&1; ./result/bin/sum; echo $?`,
      '3',
    ],
    ['cd /work && nix build --rebuild -f default.nix 2>&1; echo $?', '0'],
    ['nix store verify --all --no-trust 2>&1 | tail -1; echo $?', /0$/],
    [
      'echo -n abc > abc && nix hash file --base16 --type sha256 abc',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ],
    [
      'nix hash convert --hash-algo sha256 --to sri ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
    ],
    [
      'nix copy --to file:///work/cache ./result && nix copy --no-check-sigs --from file:///work/cache --to local?root=/work/other $(readlink result) && ls /work/other/nix/store | grep -c -- -sum-1',
      '1',
    ],
  ],
  'other languages and machines': [
    [
      `mkdir -p /work/go && cd /work/go && printf 'module x\\ngo 1.24\\n' > go.mod && printf 'package main\\nfunc main() { println("from go") }\\n' > main.go
nix build --impure --expr '(import <nixpkgs> { }).buildGoModule { pname = "x"; version = "1"; src = ./.; vendorHash = null; }' && ./result/bin/x 2>&1`,
      'from go',
    ],
    [
      `mkdir -p /work/py && cd /work/py && cat > setup.py <<'.'
${application}
.
echo 'def main(): print("from python")' > greet.py
nix build --impure --expr 'with import <nixpkgs> { }; python3Packages.buildPythonApplication { pname = "greet"; version = "1.0"; src = ./.; pyproject = true; build-system = [ python3Packages.setuptools ]; }' && ./result/bin/greet`,
      'from python',
    ],
    [
      `nix build --impure --print-out-paths --expr '(import <nixpkgs> { }).python3.withPackages (ps: [ ps.requests ps.django ])' > env && $(cat env)/bin/python3 -c 'import django, requests; print("both")'`,
      'both',
    ],
    [
      `nix build --impure --expr 'with (import <nixpkgs> { }).pkgsCross.aarch64-multiplatform; runCommand "word" { } "echo \${stdenv.hostPlatform.system} > $out"' && cat result`,
      'aarch64-linux',
    ],
    [
      `nix build --impure --expr 'with import <nixpkgs> { overlays = [ (final: prev: { figlet = prev.writeShellScriptBin "figlet" "echo mine"; }) ]; }; figlet' && ./result/bin/figlet`,
      'mine',
    ],
    [
      `nix build --impure --expr 'with import <nixpkgs> { }; writeShellApplication { name = "w"; text = "echo $unset_word"; }' 2>&1 | grep -o SC2154 | head -1`,
      'SC2154',
    ],
  ],
};

describe('what talks about Nix do, without a network', () => {
  let session: TestSession;
  before(async () => {
    session = await openSessionWith(
      { packages: ['all'] },
      { memoryBytes: 2 << 30, diskBytes: 2 ** 31, pids: 512, cpus: 2 },
    );
    await session.run(bash('nix profile install nixpkgs#jq'));
  });
  after(() => session[Symbol.asyncDispose]());

  for (const [title, list] of Object.entries(rows)) {
    describe(title, () => {
      for (const [script, printed] of list) {
        it(script.split('\n')[0]?.slice(0, 100) ?? '', async () => {
          const { text } = await session.run(bash(`cd /work\n${script}`, { timeoutMs: 120_000, cols: 200 }));
          if (typeof printed === 'string') assert.equal(text, printed);
          else assert.match(text, printed);
        });
      }
    });
  }

  it('the package set passes its own checks: nix flake check nixpkgs', async () => {
    const { result, text } = await session.run(bash('nix flake check nixpkgs', { timeoutMs: 300_000 }));
    assert.equal(result.status, 'ok', text);
  });
});
