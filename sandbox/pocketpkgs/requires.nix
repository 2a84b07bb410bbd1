# What a deck has in its store when it lists something that builds packages and is none itself: the inputs of a sample.
final: _:
let
  inherit (final) lib python3Packages;
  inputsOf = package:
    lib.filter lib.isDerivation (lib.flatten (lib.attrValues (package.drvAttrs or { })))
    ++ package.propagatedBuildInputs or [ ];
  sample = { pname = "sample"; version = "0"; src = ./templates; };
  wheel = sample // { pyproject = true; build-system = [ python3Packages.setuptools ]; };
in
{
  requires = {
    buildGoModule = inputsOf (final.buildGoModule (sample // { vendorHash = null; }));
    dockerTools = final.dockerTools.requires;
    writeShellApplication = [ final.shellcheck final.stdenvNoCC ];
    "python3.withPackages" = inputsOf (final.python3.withPackages (_: [ ]));
    "python3Packages.buildPythonPackage" = inputsOf (python3Packages.buildPythonPackage wheel);
    "python3Packages.buildPythonApplication" = inputsOf (python3Packages.buildPythonApplication wheel);
  };
}
