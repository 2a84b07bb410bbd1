{ lib }:
let
  inherit (builtins) attrNames filter intersectAttrs isAttrs listToAttrs mapAttrs;

  where = f: name:
    let pos = builtins.unsafeGetAttrPos name (lib.functionArgs f); in
    if pos == null then "" else " (at ${pos.file}:${toString pos.line})";

  argumentsFor = autoArgs: f: args:
    let
      wanted = lib.functionArgs f;
      found = intersectAttrs wanted autoArgs // args;
      missing = filter (n: !wanted.${n} && !(found ? ${n})) (attrNames wanted);
      name = builtins.head missing;
      near = lib.take 3 (lib.sort (a: b: a < b)
        (filter (n: lib.levenshteinAtMost 2 n name) (attrNames autoArgs)));
      hint = lib.optionalString (near != [ ]) ", did you mean ${lib.concatMapStringsSep " or " (n: "\"${n}\"") near}?";
    in
    if missing == [ ] then found
    # An abort, as in nixpkgs: a `tryEval` around it would hide a typing error.
    else abort "Function called without required argument \"${name}\"${where f name}${hint}";
in
rec {
  overrideDerivation = drv: f:
    let
      new = builtins.derivation (drv.drvAttrs // f drv);
    in
    lib.flip (extendDerivation true) new (
      { meta = drv.meta or { }; passthru = drv.passthru or { }; }
      // (drv.passthru or { })
      // lib.optionalAttrs (drv ? __spliced) { __spliced = { }; }
    );

  extendDerivation = condition: passthru: drv:
    let
      outputs = drv.outputs or [ "out" ];
      common = drv // listToAttrs list // passthru // { all = map (x: x.value) list; };
      list = map
        (name: {
          inherit name;
          value = common // {
            inherit (drv.${name}) type outputName;
            outputSpecified = true;
            drvPath = assert condition; drv.${name}.drvPath;
            outPath = assert condition; drv.${name}.outPath;
          };
        })
        outputs;
    in
    common // {
      drvPath = assert condition; drv.drvPath;
      outPath = assert condition; drv.outPath;
    };

  makeOverridable = f:
    let
      mirror = lib.mirrorFunctionArgs f;
    in
    mirror (args:
      let
        result = f args;
        again = g: makeOverridable (mirror g) args;
        merged = new: args // (if lib.isFunction new then new args else new);
        override = mirror (new: makeOverridable f (merged new));
      in
      if isAttrs result then
        result
        // { inherit override; overrideDerivation = g: again (x: overrideDerivation (f x) g); }
        // lib.optionalAttrs (result ? overrideAttrs) {
          overrideAttrs = g: again (x: (f x).overrideAttrs g);
        }
      else if lib.isFunction result then
        lib.setFunctionArgs result (lib.functionArgs result) // { inherit override; }
      else result);

  callPackageWith = autoArgs: fn: args:
    let f = if lib.isFunction fn then fn else import fn; in
    makeOverridable f (argumentsFor autoArgs f args);

  callPackagesWith = autoArgs: fn: args:
    let
      f = if lib.isFunction fn then fn else import fn;
      all = argumentsFor autoArgs f args;
      pkgs = f all;
    in
    if lib.isDerivation pkgs then throw "callPackages: the function gives a single package, use callPackage"
    else mapAttrs
      (name: pkg:
        if lib.isDerivation pkg then makeOverridable (x: (f x).${name}) all else pkg)
      pkgs;

  makeScope = newScope: f:
    let
      self = f self // {
        newScope = extra: newScope (self // extra);
        callPackage = self.newScope { };
        overrideScope = overlay: makeScope newScope (lib.extends overlay f);
        packages = f;
      };
    in
    self;

  hydraJob = drv: drv;
  optionalDrvAttr = condition: value: if condition then value else null;
  lazyDerivation = { derivation, meta ? null, passthru ? { }, outputs ? [ "out" ] }:
    { type = "derivation"; inherit outputs; inherit (derivation) name drvPath outPath outputName system out drvAttrs; meta = if meta == null then derivation.meta or { } else meta; } // passthru;
}
