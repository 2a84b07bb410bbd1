# The standard environment: `import ./stdenv { inherit lib buildPlatform hostPlatform shell initialPath; }`.
args@{ lib, ... }: lib.makeOverridable (import ./generic.nix) args
