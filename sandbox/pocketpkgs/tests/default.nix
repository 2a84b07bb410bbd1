# Everything that has to hold, as derivations.
{ pkgs }:
let
  inherit (pkgs) lib;
  prefixed = prefix: lib.mapAttrs' (name: value: lib.nameValuePair "${prefix}-${name}" value);
in
prefixed "package" (import ./packages.nix { inherit pkgs; })
// prefixed "builder" (lib.filterAttrs (_: lib.isDerivation) (import ./builders.nix { inherit pkgs; }))
// {
  lib = assert import ./lib.nix { inherit lib; } == [ ]; pkgs.emptyFile;
}
