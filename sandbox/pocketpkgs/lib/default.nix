# The part of nixpkgs' `lib` that packages, shells and flakes ask for most, written from its manual.
# Every function is here twice, as in nixpkgs: `lib.foo` and `lib.<file>.foo`.
let
  fix = f: let x = f x; in x;

  leftOut = name: throw "pocketpkgs leaves lib.${name} out: it has no module system";

  build = lib:
    let
      part = file: import file { inherit lib; };

      trivial = part ./trivial.nix;
      fixedPoints = part ./fixed-points.nix;
      attrsets = part ./attrsets.nix;
      lists = part ./lists.nix;
      strings = part ./strings.nix;
      customisation = part ./customisation.nix;
      meta = part ./meta.nix;
      sources = part ./sources.nix;
      asserts = part ./asserts.nix;
      debug = part ./debug.nix;
      versions = part ./versions.nix;
      systems = part ./systems.nix;
      generators = part ./generators.nix;
      cli = part ./cli.nix;
      fileset = part ./fileset.nix;
      path = part ./path.nix;
    in
    {
      inherit
        (builtins)
        add
        addErrorContext
        all
        any
        attrNames
        attrValues
        bitAnd
        bitOr
        bitXor
        catAttrs
        ceil
        compareVersions
        concatLists
        concatMap
        deepSeq
        elem
        elemAt
        filter
        floor
        foldl'
        fromJSON
        fromTOML
        genericClosure
        genList
        getAttr
        groupBy
        hasAttr
        hashFile
        hashString
        head
        intersectAttrs
        isAttrs
        isBool
        isFloat
        isInt
        isList
        isPath
        isString
        length
        lessThan
        listToAttrs
        match
        mul
        parseDrvName
        partition
        pathExists
        placeholder
        readDir
        readFile
        removeAttrs
        replaceStrings
        seq
        sort
        split
        splitVersion
        storeDir
        stringLength
        sub
        substring
        tail
        toFile
        toJSON
        trace
        tryEval
        typeOf
        unsafeGetAttrPos
        warn
        zipAttrsWith
        ;
      div = builtins.div;
      mapAttrs = builtins.mapAttrs;
      toString = builtins.toString;
    }
    // trivial
    // fixedPoints
    // attrsets
    // lists
    // strings
    // customisation
    // { inherit (lists) replicate; }
    // sources.exported
    // asserts
    // debug.exported
    // meta
    // cli
    // {
      inherit
        trivial
        fixedPoints
        attrsets
        lists
        strings
        customisation
        meta
        sources
        asserts
        debug
        versions
        systems
        generators
        cli
        fileset
        path
        ;
      licenses = part ./licenses.nix;
      inherit (systems) platforms;
      maintainers = { };
      teams = { };
      sourceTypes = {
        fromSource = { shortName = "fromSource"; isSource = true; };
        binaryNativeCode = { shortName = "binaryNativeCode"; isSource = false; };
        binaryBytecode = { shortName = "binaryBytecode"; isSource = false; };
        binaryFirmware = { shortName = "binaryFirmware"; isSource = false; };
      };
      derivations = { inherit (customisation) optionalDrvAttr; };

      fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
      fakeSha256 = "0000000000000000000000000000000000000000000000000000000000000000";
      fakeSha512 = lib.concatStrings (lib.replicate 128 "0");

      # A clear word is worth more than "attribute missing" to somebody who tries a module here.
      types = leftOut "types";
      modules = leftOut "modules";
      options = leftOut "options";
      evalModules = leftOut "evalModules";
      nixosSystem = leftOut "nixosSystem";
      mkOption = leftOut "mkOption";
      mkEnableOption = leftOut "mkEnableOption";
      mkPackageOption = leftOut "mkPackageOption";
      mkIf = leftOut "mkIf";
      mkMerge = leftOut "mkMerge";
      mkDefault = leftOut "mkDefault";
      mkForce = leftOut "mkForce";
      mkOverride = leftOut "mkOverride";
      mkBefore = leftOut "mkBefore";
      mkAfter = leftOut "mkAfter";

      extend = overlay: fix (lib.extends overlay build);
    };
in
fix build
