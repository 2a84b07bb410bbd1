{ lib, stdenv, config }:
let
  inherit (builtins) elem filter isList;

  dependencyLists = [
    "depsBuildBuild"
    "nativeBuildInputs"
    "depsBuildTarget"
    "depsHostHost"
    "buildInputs"
    "depsTargetTarget"
    "depsBuildBuildPropagated"
    "propagatedNativeBuildInputs"
    "depsBuildTargetPropagated"
    "depsHostHostPropagated"
    "propagatedBuildInputs"
    "depsTargetTargetPropagated"
  ];

  notForTheBuilder = [
    "meta"
    "passthru"
    "pos"
    "env"
    "builder"
    "realBuilder"
    "nativeCheckInputs"
    "checkInputs"
    "nativeInstallCheckInputs"
    "installCheckInputs"
    "__impureHostDeps"
    "sandboxProfile"
    "hardeningDisable"
    "hardeningEnable"
  ];

  allow = option: variable: config.${option} or false || builtins.getEnv variable == "1";

  licensesOf = meta: if meta ? license then lib.toList meta.license else [ ];
  problems = meta:
    let
      unfree = filter (l: !(l.free or true)) (licensesOf meta);
      unsupported =
        (meta ? platforms && !builtins.any (lib.platformMatch stdenv.hostPlatform) meta.platforms)
        || builtins.any (lib.platformMatch stdenv.hostPlatform) (meta.badPlatforms or [ ]);
      vulnerabilities = meta.knownVulnerabilities or [ ];
    in
    {
      broken = meta.broken or false;
      unfree = unfree != [ ];
      inherit unsupported;
      insecure = vulnerabilities != [ ];
      refusal =
        if meta.broken or false && !allow "allowBroken" "NIXPKGS_ALLOW_BROKEN" then
          "is marked as broken, refusing to evaluate. Set NIXPKGS_ALLOW_BROKEN=1 (with --impure) or config.allowBroken = true to try it."
        else if unfree != [ ] && !allow "allowUnfree" "NIXPKGS_ALLOW_UNFREE"
          && !((config.allowUnfreePredicate or (_: false)) { inherit meta; pname = meta.pname or meta.name or ""; name = meta.name or ""; }) then
          "has an unfree license (‘${(builtins.head unfree).shortName or "unknown"}’), refusing to evaluate. Set NIXPKGS_ALLOW_UNFREE=1 (with --impure) or config.allowUnfree = true to allow it."
        else if unsupported && !allow "allowUnsupportedSystem" "NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM" then
          "is not available on the requested hostPlatform (${stdenv.hostPlatform.system}), refusing to evaluate. Its meta.platforms: ${builtins.toJSON (filter builtins.isString (meta.platforms or [ ]))}."
        else if vulnerabilities != [ ] && !allow "allowInsecure" "NIXPKGS_ALLOW_INSECURE"
          && !elem (meta.name or "") (config.permittedInsecurePackages or [ ]) then
          "is marked as insecure (${lib.concatStringsSep "; " vulnerabilities}), refusing to evaluate."
        else null;
    };

  dev = dep:
    if lib.isDerivation dep then lib.getDev dep
    else if dep == null || lib.isStringLike dep then dep
    else throw "a dependency must be a derivation, a path or a string, not a ${builtins.typeOf dep}";
  inputs = list: map dev (filter (d: d != null) (lib.flatten list));

  checkEnv = name: env: drv:
    let
      clash = filter (n: drv ? ${n}) (builtins.attrNames env);
      wrong = filter (n: !(lib.isStringLike env.${n} || builtins.isBool env.${n} || builtins.isInt env.${n})) (builtins.attrNames env);
    in
    if !builtins.isAttrs env then throw "mkDerivation: `env' of ${name} must be an attribute set"
    else if clash != [ ] then
      throw "mkDerivation: ${name} has these both in `env' and as attributes of its own: ${lib.concatStringsSep ", " clash}"
    else if wrong != [ ] then
      throw "mkDerivation: `env' of ${name} can only hold strings, derivations, booleans and integers: ${lib.concatStringsSep ", " wrong}"
    else env;

  simple = overrideAttrs: attrs:
    let
      name =
        attrs.name or (
          if attrs ? pname && attrs ? version then "${attrs.pname}-${toString attrs.version}"
          else throw "mkDerivation: either `name' or both `pname' and `version' must be given"
        );
      structured = attrs.__structuredAttrs or config.structuredAttrsByDefault or false;
      doCheck = attrs.doCheck or false && stdenv.buildPlatform.canExecute stdenv.hostPlatform;
      doInstallCheck = attrs.doInstallCheck or false && stdenv.buildPlatform.canExecute stdenv.hostPlatform;
      outputs = attrs.outputs or [ "out" ];

      given = attrs // {
        nativeBuildInputs =
          attrs.nativeBuildInputs or [ ]
          ++ lib.optionals doCheck (attrs.nativeCheckInputs or [ ])
          ++ lib.optionals doInstallCheck (attrs.nativeInstallCheckInputs or [ ]);
        buildInputs =
          attrs.buildInputs or [ ]
          ++ lib.optionals doCheck (attrs.checkInputs or [ ])
          ++ lib.optionals doInstallCheck (attrs.installCheckInputs or [ ]);
      };
      dependencies = builtins.listToAttrs (builtins.concatMap
        (n: if given ? ${n} then [ { name = n; value = inputs (if isList given.${n} then given.${n} else [ given.${n} ]); } ] else [ ])
        dependencyLists);

      drvArgs = removeAttrs attrs notForTheBuilder // dependencies // {
        inherit name outputs doCheck doInstallCheck;
        inherit (stdenv.buildPlatform) system;
        builder = attrs.realBuilder or stdenv.shell;
        args = attrs.args or [ "-e" (attrs.builder or "${stdenv}/default-builder.sh") ];
        inherit stdenv;
        strictDeps = attrs.strictDeps or config.strictDepsByDefault or false;
        userHook = config.stdenv.userHook or null;
      } // lib.optionalAttrs (attrs ? src && attrs.src ? _isLibCleanSourceWith) { src = "${attrs.src}"; };
      env = checkEnv name (attrs.env or { }) (removeAttrs attrs [ "env" ]);

      # null stands for "not given", and the empty value would still be seen by the builder.
      finished = lib.filterAttrs (_: v: v != null) (
        if structured then drvArgs // { inherit env; __structuredAttrs = true; }
        else drvArgs // env
      );

      givenMeta = attrs.meta or { };
      pos = attrs.pos or (
        if givenMeta ? description then builtins.unsafeGetAttrPos "description" givenMeta
        else if attrs ? version then builtins.unsafeGetAttrPos "version" attrs
        else builtins.unsafeGetAttrPos "name" attrs
      );
      found = problems (givenMeta // { inherit name; pname = attrs.pname or (lib.getName name); });
      meta =
        {
          inherit name;
          inherit (found) broken unfree unsupported insecure;
          available = found.refusal == null;
          outputsToInstall =
            let first = lib.findFirst (o: elem o outputs) (builtins.head outputs) [ "bin" "out" ]; in
            [ first ] ++ lib.optional (elem "man" outputs) "man";
        }
        // lib.optionalAttrs (pos != null) { position = "${pos.file}:${toString pos.line}"; }
        // givenMeta;
      allowed =
        if found.refusal == null then true
        else throw "Package ‘${name}’${lib.optionalString (pos != null) " in ${pos.file}:${toString pos.line}"} ${found.refusal}";
    in
    lib.extendDerivation allowed
      (
        {
          inherit meta overrideAttrs;
          passthru = attrs.passthru or { };
          inputDerivation = builtins.derivation (removeAttrs finished [ "allowedReferences" "allowedRequisites" "disallowedReferences" "disallowedRequisites" "outputHash" "outputHashAlgo" "outputHashMode" ] // {
            name = "inputDerivation-${name}";
            outputs = [ "out" ];
            args = [ "-c" "export > $out; exit 0" ];
          });
        }
        // (attrs.passthru or { })
        // lib.optionalAttrs (attrs ? pname) { inherit (attrs) pname; }
        // lib.optionalAttrs (attrs ? version) { inherit (attrs) version; }
        // lib.optionalAttrs (attrs ? src) { inherit (attrs) src; }
      )
      (builtins.derivation finished);

  extensible = f:
    let
      attrs = f (attrs // { inherit finalPackage; });
      overrideAttrs = change: extensible (lib.extends (lib.toExtension change) f);
      finalPackage = simple overrideAttrs attrs;
    in
    finalPackage;
in
given: extensible (if lib.isFunction given then given else _: given)
