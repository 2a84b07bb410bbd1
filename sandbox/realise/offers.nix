# What the package set offers, as lines of `store name<TAB>attribute`: how a missing store path is called by its author.
let
  spec = builtins.fromJSON (builtins.readFile /mnt/exchange/spec.json);
  list = builtins.fromJSON (builtins.readFile (/. + spec.source + "/packages.json"));
  set = import (/. + spec.source) { system = builtins.currentSystem; };
  # A compiler is asked for as a part of what builds with it.
  known = { gcc-unwrapped = "stdenv"; binutils-unwrapped = "stdenv"; };
  line = prefix: packages: name:
    if packages ? ${name} then "${packages.${name}.name}\t${known.${name} or "${prefix}${name}"}\n" else "";
  lines = prefix: packages: names: map (line prefix packages) (builtins.attrNames names);
in
builtins.concatStringsSep ""
  (lines "" set list.attributes ++ lines "python3Packages." set.python3Packages list.python3Packages)
