# A layer of the package set: what builds things. It asks the layers around it for stdenv, stdenvNoCC and bash, and
# uses go, shellcheck, perl and python3 where they are there.
final: prev:
let
  inherit (final) lib callPackage;

  trivial = import ./trivial-builders.nix {
    inherit lib;
    inherit (final) stdenv stdenvNoCC;
    shellcheck = final.shellcheck or null;
  };
  writing = import ./writers.nix {
    inherit lib;
    inherit (final) runtimeShell writeTextFile runCommand writeText;
    python3 = final.python3 or null;
    perl = final.perl or null;
  };
in
trivial
// writing
// import ./fetchers.nix { inherit lib; }
// {
  callPackage = lib.callPackageWith final;
  callPackages = lib.callPackagesWith final;
  newScope = extra: lib.callPackageWith (final // extra);

  buildEnv = callPackage ./build-env.nix { };
  mkShell = callPackage ./mk-shell.nix { };
  mkShellNoCC = callPackage ./mk-shell.nix { stdenv = final.stdenvNoCC; };
  makeWrapper = callPackage ./make-wrapper { };
  makeShellWrapper = final.makeWrapper;
  makeBinaryWrapper = final.makeWrapper;
  installShellFiles = callPackage ./install-shell-files { };
  buildGoModule = callPackage ./build-go-module.nix { };
  dockerTools = callPackage ./docker { };
  inherit (final.testers) nixosTest;

  inherit (lib) recurseIntoAttrs dontRecurseIntoAttrs;
}
