# Names that people know from nixpkgs and that are not here: they say so instead of being unknown.
_: _:
let
  lib = import ./lib;
  nearest = lib.importJSON ./nixpkgs-names.json;
in
lib.mapAttrs
  (name: near: throw "pocketpkgs has no '${name}'${lib.optionalString (near != "") " (nearest: ${near})"}; set environment.nixpkgs to a real nixpkgs")
  nearest
