# Debian's packages as store paths. `buildSystem` builds them; `hostSystem` is what they run on: taking a package apart
# needs no machine of its kind.
{ lib, buildSystem, hostSystem, lock, list, fixes, bootstrapDir }:
let
  architectures = {
    x86_64-linux = { debian = "amd64"; multiarch = "x86_64-linux-gnu"; loader = "ld-linux-x86-64.so.2"; };
    aarch64-linux = { debian = "arm64"; multiarch = "aarch64-linux-gnu"; loader = "ld-linux-aarch64.so.1"; };
    i686-linux = { debian = "i386"; multiarch = "i386-linux-gnu"; loader = "ld-linux.so.2"; };
  };
  architectureOf = system:
    architectures.${system} or (throw "pocketpkgs has no packages for ${system}, only for ${lib.concatStringsSep ", " (lib.attrNames architectures)}");
  host = architectureOf hostSystem;
  build = architectureOf buildSystem;
  # A program of the host can be started while its package is built.
  canRun = (lib.systems.elaborate buildSystem).canExecute (lib.systems.elaborate hostSystem);

  # The address is for people: Nix takes the file from the mirror that Piste has filled, by its hash.
  fetch = package: derivation {
    name = lib.strings.sanitizeDerivationName "${package.name}_${package.version}.deb";
    system = "builtin";
    builder = "builtin:fetchurl";
    url = "mirror://debian/${package.path}";
    outputHashMode = "flat";
    outputHashAlgo = "sha256";
    outputHash = package.sha256;
    preferLocalBuild = true;
  };

  packages = lib.listToAttrs (map (package: lib.nameValuePair package.name package) lock.${host.debian});
  buildPackages = lib.listToAttrs (map (package: lib.nameValuePair package.name package) lock.${build.debian});

  # As part of a folder, it keeps the name that it goes by.
  seed = bootstrapDir + "/${buildSystem}";
  busybox =
    if builtins.pathExists seed then "${seed}/busybox"
    else throw "pocketpkgs cannot build for ${buildSystem} here: there is no bootstrap/${buildSystem}/busybox";

  bootstrap = import ./bootstrap.nix {
    system = buildSystem;
    inherit busybox;
    debs = map (name: fetch buildPackages.${name}) list.bootstrap;
    inherit (build) loader;
  };

  members = lib.groupBy (package: package.unit) (lib.attrValues packages);
  unitNeeds = lib.mapAttrs
    (unit: parts: lib.unique (lib.filter (need: need != unit) (map (name: packages.${name}.unit) (lib.concatMap (part: part.needs) parts))))
    members;

  # Everything below a unit, each once, the nearest first.
  closureOf = unit:
    map (item: item.key) (lib.tail (builtins.genericClosure {
      startSet = [{ key = unit; }];
      operator = item: map (key: { inherit key; }) unitNeeds.${item.key};
    }));

  # Scripts name these without needing them: Debian has them on every machine.
  interpreters = [ "bash" "coreutils" "perl-base" "sed" "grep" "gawk" ];
  belowInterpreters = lib.listToAttrs
    (map (name: lib.nameValuePair name true) (interpreters ++ lib.concatMap closureOf interpreters));

  # `zlib.dev` stands for a part of `zlib`: what nixpkgs has as an output of its own.
  present = lib.filterAttrs (_: names: packages ? ${firstOf names}) list.attributes;
  firstOf = names: lib.head (lib.toList names);
  unitOf = names: packages.${firstOf names}.unit;
  isPart = attribute: lib.hasInfix "." attribute;
  attributes = lib.mapAttrs (_: unitOf) (lib.filterAttrs (attribute: _: !isPart attribute) present);
  parts = lib.foldl'
    (all: attribute:
      let words = lib.splitString "." attribute; whole = lib.head words; in
      all // { ${whole} = all.${whole} or { } // { ${lib.last words} = unitOf present.${attribute}; }; })
    { }
    (lib.filter isPart (lib.attrNames present));
  # The first attribute of a unit names it.
  attributeOf = lib.listToAttrs (map (attribute: lib.nameValuePair attributes.${attribute} attribute) (lib.attrNames attributes));
  pythonAttributeOf = lib.listToAttrs (map
    (attribute: lib.nameValuePair (firstOf list.python3Packages.${attribute}) attribute)
    (lib.attrNames list.python3Packages));
  # The units that somebody who wants a unit's headers wants as well.
  wholeOf = lib.listToAttrs (lib.concatMap
    (attribute: lib.optional (parts.${attribute} ? dev) (lib.nameValuePair parts.${attribute}.dev attribute))
    (lib.attrNames parts));

  # Debian's version without its epoch, its own revision, and what it says about the source.
  upstreamVersion = version:
    let
      withoutEpoch = lib.last (lib.splitString ":" version);
      words = lib.splitString "-" withoutEpoch;
      whole = if lib.length words > 1 then lib.concatStringsSep "-" (lib.init words) else withoutEpoch;
      really = builtins.match ".*[+.]really\\.?(.*)" whole;
      clean = builtins.match "([^+~]*[^+~.])(\\.?[+~].*)?" (if really == null then whole else lib.head really);
      plain = if clean == null then whole else lib.head clean;
      source = builtins.match "(.*[0-9])[.]?(dfsg|ds|repack|git|svn).*" plain;
    in
    if source == null then plain else lib.head source;

  # The wheels are files for new environments, not modules.
  isPython = name: lib.hasPrefix "python3-" name && !lib.hasSuffix "-whl" name;

  unit = name: debs:
    let
      fix = (fixes.${name} or (_: { })) { inherit units packages hostSystem canRun; inherit (host) multiarch; };
      attribute = attributeOf.${name} or null;
      pname =
        fix.pname or (
          if attribute != null then attribute
          else if isPython name then "python3.13-${pythonAttributeOf.${name} or (lib.removePrefix "python3-" name)}"
          else lib.removeSuffix "t64" name
        );
      version = fix.version or (upstreamVersion (fix.versionOf or packages.${name}.version));
      needed = closureOf name;
      isBasic = belowInterpreters ? ${name};
      modules = map (need: units.${need}) (lib.filter isPython needed);
      whole = wholeOf.${name} or null;
      propagated =
        if whole == null then [ ]
        else lib.unique (map (one: units.${one}) (
          lib.optional (attributes ? ${whole}) attributes.${whole}
          ++ lib.attrValues (removeAttrs (parts.${whole}) [ "dev" ])
          ++ lib.subtractLists [ "libc6" "libc6-dev" ] unitNeeds.${name}
        ));
    in
    package
      ({
        name = lib.strings.sanitizeDerivationName "${pname}-${version}";
        inherit pname version bootstrap busybox;
        # The environment of `nix develop` asks for it.
        outputs = [ "out" ];
        system = buildSystem;
        # `nix develop` takes only what bash has built.
        builder = if isBasic || buildSystem != hostSystem then busybox else "${units.bash}/bin/bash";
        args = if isBasic || buildSystem != hostSystem then [ "sh" ./unit.sh ] else [ "-c" "exec $busybox sh ${./unit.sh}" ];
        patch = ./patch.pl;
        inherit (host) multiarch;
        debs = map fetch debs;
        needs = map (need: units.${need}) needed ++ fix.needs or [ ];
        loader = lib.optionalString (name != "libc6") "${units.libc6}/lib/${host.loader}";
        interpreters = lib.optionals (!isBasic) (map (one: units.${one}) interpreters);
        bash = lib.optionalString (!isBasic) "${units.bash}";
        missing = fix.missing or [ ];
        prepare = fix.prepare or "";
        finish = fix.finish or "";
        disallowedReferences = [ bootstrap ];
        inherit propagated;
        keepArchives = fix.keepArchives or false;
      } // fix.env or { } // lib.optionalAttrs (name == "python3" || lib.elem "python3" needed) {
        python = if name == "python3" then "${placeholder "out"}" else units.python3;
        inherit modules;
        # Another machine's interpreter cannot be asked to compile.
        inherit canRun;
      })
      ({
        debian = map (one: one.name) debs;
        propagatedBuildInputs = modules ++ propagated;
        meta = {
          mainProgram = fix.mainProgram or pname;
          platforms = lib.attrNames architectures;
          outputsToInstall = [ "out" ];
          available = true;
        } // lib.optionalAttrs (list.descriptions ? ${toString attribute}) {
          description = list.descriptions.${attribute};
        } // fix.meta or { };
      } // lib.mapAttrs (_: one: units.${one}) (lib.optionalAttrs (attribute != null) parts.${attribute} or { })
      // fix.passthru or { });

  # As a stdenv's package: `override` has nothing to change, `overrideAttrs` changes what the builder sees.
  package = given: passthru:
    let
      attrs = removeAttrs given [ "meta" "passthru" ];
      more = passthru // given.passthru or { } // { meta = passthru.meta // given.meta or { }; };
      drv = derivation attrs;
      self = lib.extendDerivation true
        (
          # Packages that nixpkgs splits are often asked for a part of theirs.
          lib.genAttrs [ "dev" "lib" "bin" "man" "doc" ] (_: self)
          // more
          // {
            passthru = more;
            inherit (attrs) pname version;
            meta = more.meta // { inherit (attrs) name; };
            override = _: self;
            overrideDerivation = change: package (attrs // change drv) passthru;
            overrideAttrs = change:
              let
                old = attrs // { inherit (more) meta; passthru = more; };
                new = lib.toExtension change changed old;
                renamed = lib.optionalAttrs (!(new ? name) && (new ? pname || new ? version)) {
                  name = lib.strings.sanitizeDerivationName "${new.pname or attrs.pname}-${new.version or attrs.version}";
                };
                changed = package (attrs // new // renamed) more;
              in
              changed;
          }
        )
        drv;
    in
    self;

  units = lib.mapAttrs unit members;
in
{
  inherit units bootstrap upstreamVersion closureOf canRun;
  inherit (host) multiarch loader;
  attributes = lib.mapAttrs (_: name: units.${name}) attributes;
  # The store path that holds a Debian package.
  of = name: units.${packages.${name}.unit};
  has = name: packages ? ${name};
}
