{ lib }:
let
  at = i: v: builtins.elemAt (builtins.splitVersion v) i;
in
rec {
  inherit (builtins) splitVersion;
  major = at 0;
  minor = at 1;
  patch = at 2;
  majorMinor = v: lib.concatStringsSep "." (lib.take 2 (lib.splitString "." v));
  pad = n: v:
    let
      parts = lib.splitString "-" v;
      numbers = lib.take n (lib.splitString "." (builtins.head parts) ++ lib.replicate n "0");
    in
    lib.concatStringsSep "-" ([ (lib.concatStringsSep "." numbers) ] ++ builtins.tail parts);
}
