# What a deck asks for, as lines of `name<TAB>derivation<TAB>output`. For what builds packages and is none itself,
# `dockerTools` for one, the set's `requires` names what it takes.
let
  spec = builtins.fromJSON (builtins.readFile /mnt/exchange/spec.json);
  flake = builtins.getFlake spec.flake;
  system = builtins.currentSystem;
  set =
    if spec.flake == "" then import (/. + spec.source) { inherit system; }
    else flake.legacyPackages.${system} or flake.packages.${system};

  split = text: builtins.filter builtins.isString (builtins.split "\\." text);
  find = name: builtins.foldl'
    (value: part: value.${part} or (throw "environment.packages: ${spec.title} has no `${name}`"))
    set
    (split name);

  isDerivation = value: value.type or null == "derivation";
  line = name: package:
    "${name}\t${builtins.unsafeDiscardStringContext package.drvPath}\t${builtins.unsafeDiscardStringContext package.outPath}\n";
  lines = name:
    if set ? requires.${name} then builtins.concatStringsSep "" (map (line name) set.requires.${name})
    else if isDerivation (find name) then line name (find name)
    else throw "environment.packages: `${name}` is not a package";

  # Whatever a deck builds is built with these.
  basics = builtins.filter (name: set ? ${name}) (spec.basics);
in
builtins.concatStringsSep "" (map lines (basics ++ spec.packages))
