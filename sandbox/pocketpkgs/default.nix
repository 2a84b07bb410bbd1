# nixpkgs' shape around Debian's packages: `import <nixpkgs> { }`.
{ localSystem ? { inherit system; }
, system ? builtins.currentSystem
, crossSystem ? null
, overlays ? [ ]
, crossOverlays ? [ ]
, config ? { }
, ...
}:
let
  lib = import ./lib;
  systemOf = value: (lib.systems.elaborate value).system;
  buildSystem = systemOf localSystem;
in
import ./top-level.nix {
  inherit config buildSystem;
  overlays = overlays ++ lib.optionals (crossSystem != null) crossOverlays;
  hostSystem = if crossSystem == null then buildSystem else systemOf crossSystem;
}
