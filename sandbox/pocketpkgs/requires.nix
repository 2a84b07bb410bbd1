# What a deck has in its store when it lists something that builds packages and is none itself: the inputs of a sample.
final: _:
let
  inherit (final) lib python3Packages;
  # All that a derivation names, in its lists and in its scripts.
  inputsOf = package:
    let context = builtins.getContext (builtins.toJSON (package.drvAttrs or { })); in
    map (path: import path) (lib.filter (lib.hasSuffix ".drv") (lib.attrNames context));
  sample = { pname = "sample"; version = "0"; src = ./templates; };
  wheel = sample // { pyproject = true; build-system = [ python3Packages.setuptools ]; };
  list = lib.importJSON ./packages.json;
  named = packages: names: lib.filter lib.isDerivation (map (name: packages.${name} or null) (lib.attrNames names));
  requires = {
    # Everything that is offered, to try the whole set without a network.
    all = named final list.attributes ++ named python3Packages list.python3Packages
      ++ lib.concatLists (lib.attrValues (removeAttrs requires [ "all" ]))
      ++ [ final.stdenv final.gcc final.bashInteractive ]
      # What its own tests are built with.
      ++ lib.concatMap inputsOf (lib.attrValues (import ./tests { pkgs = final; }));
    buildGoModule = inputsOf (final.buildGoModule (sample // { vendorHash = null; }));
    dockerTools = final.dockerTools.requires;
    writeShellApplication = [ final.shellcheck final.stdenvNoCC ];
    "python3.withPackages" = inputsOf (final.python3.withPackages (_: [ ]));
    "python3Packages.buildPythonPackage" = inputsOf (python3Packages.buildPythonPackage wheel);
    "python3Packages.buildPythonApplication" = inputsOf (python3Packages.buildPythonApplication wheel);
  };
in
{
  inherit requires;
}
