{ lib }:
rec {
  toGNUCommandLineShell = options: set: lib.escapeShellArgs (toGNUCommandLine options set);
  toGNUCommandLine =
    {
      mkOptionName ? (k: if builtins.stringLength k == 1 then "-${k}" else "--${k}"),
      mkBool ? (k: v: lib.optional v (mkOptionName k)),
      mkList ? (k: v: lib.concatMap (mkOption k) v),
      optionValueSeparator ? null,
      mkOption ? (k: v:
        if v == null then [ ]
        else if optionValueSeparator == null then [ (mkOptionName k) (lib.generators.mkValueStringDefault { } v) ]
        else [ "${mkOptionName k}${optionValueSeparator}${lib.generators.mkValueStringDefault { } v}" ]),
    }:
    set:
    lib.concatLists (lib.mapAttrsToList
      (k: v:
        if builtins.isBool v then mkBool k v
        else if builtins.isList v then mkList k v
        else mkOption k v)
      set);
}
