# import ./python { inherit lib stdenv runCommand makeSetupHook fetchurl...; python = ...; packages = self: { ... }; }
#   ->  the python derivation with pkgs, withPackages, buildEnv and all else in its passthru.
{
  lib,
  stdenv,
  runCommand,
  makeSetupHook,
  makeWrapper,
  fetchPypi ? _: throw "fetchPypi is not there",
  newScope ? extra: lib.callPackageWith extra,
  # The interpreter: bin/python3, with setup-hook.sh from this folder as its nix-support/setup-hook.
  python,
  pythonVersion ? python.pythonVersion or (lib.versions.majorMinor python.version),
  sitePackages ? python.sitePackages or "lib/python${pythonVersion}/site-packages",
  # self: { requests = ...; }, each a derivation whose modules are in sitePackages.
  packages ? _: { },
  packageOverrides ? _: _: { },
}:
let
  executable = "python${pythonVersion}";

  isModule = drv: lib.isDerivation drv && (drv ? pythonModule);

  # All that the given ones propagate, and they themselves, each once.
  requiredPythonModules = drvs:
    let
      node = drv: { key = drv.outPath; inherit drv; };
      next = drv: builtins.filter lib.isDerivation (lib.flatten (drv.propagatedBuildInputs or [ ] ++ drv.dependencies or [ ]));
    in
    builtins.filter (d: d.outPath != self.outPath) (map (n: n.drv) (builtins.genericClosure {
      startSet = map node (builtins.filter lib.isDerivation (lib.flatten drvs));
      # What python itself brings is there without being asked for.
      operator = n: lib.optionals (n.drv.outPath != self.outPath) (map node (next n.drv));
    }));

  makePythonPath = drvs: lib.makeSearchPath sitePackages (requiredPythonModules drvs);

  # Not through overrideAttrs, as not every package of the set is built by mkDerivation.
  toPythonModule = lib.extendDerivation true { pythonModule = self; };
  toPythonApplication = drv: removeAttrs drv [ "pythonModule" ];

  buildEnv = lib.makeOverridable (
    {
      extraLibs ? [ ],
      extraOutputsToInstall ? [ ],
      postBuild ? "",
      ignoreCollisions ? false,
      makeWrapperArgs ? [ ],
      permitUserSite ? false,
      passthru ? { },
    }:
    let
      modules = requiredPythonModules extraLibs;
    in
    runCommand "python3-${python.version or pythonVersion}-env"
      {
        modules = map toString modules;
        inherit sitePackages ignoreCollisions makeWrapperArgs;
        python = "${self}";
        nativeBuildInputs = lib.optional (makeWrapperArgs != [ ]) makeWrapper;
        passthru = { inherit (self) interpreter pythonVersion sitePackages pkgs; python = self; env = null; } // passthru // {
          interpreter = "${placeholder "out"}/bin/${executable}";
        };
        meta = { mainProgram = "python3"; description = "Python with modules"; };
        preferLocalBuild = true;
        allowSubstitutes = false;
      }
      ''
        source ${./environment.sh}
        ${postBuild}
      ''
  );
  withPackages = f: buildEnv { extraLibs = f pythonPackages; };

  complete = { prefix, isApplication }: final: args:
    let
      format =
        if args ? format then args.format
        else if args.pyproject or null == false then "other"
        else if args.pyproject or null == true then "pyproject"
        else "setuptools";
      dependencies = args.dependencies or [ ];
      propagated = dependencies ++ args.propagatedBuildInputs or [ ];
      optional = lib.concatLists (map (n: args.optional-dependencies.${n} or [ ]) (args.enabledExtras or [ ]));
      backends =
        args.build-system or [ ]
        ++ lib.optionals (format == "setuptools") (
          lib.optional (pythonPackages ? setuptools) pythonPackages.setuptools
          ++ lib.optional (pythonPackages ? wheel) pythonPackages.wheel
        );
      doCheck = args.doCheck or (args ? checkPhase || args ? nativeCheckInputs || args ? checkInputs);
      runtime = requiredPythonModules (propagated ++ optional);
      ownName = args.name or "${args.pname}-${args.version}";
      paths = map (d: "${d}/${sitePackages}") runtime;
    in
    if !builtins.elem format [ "setuptools" "pyproject" "wheel" "other" "flit" "egg" ] then
      throw "buildPythonPackage: the format ${format} is not one of setuptools, pyproject, wheel and other"
    else if format == "egg" then throw "pocketpkgs leaves eggs out of buildPythonPackage"
    else
    removeAttrs args [
      "format" "pyproject" "build-system" "dependencies" "optional-dependencies" "enabledExtras"
      "pythonImportsCheck" "disabled" "checkPhase" "nativeCheckInputs" "checkInputs" "stdenv" "passthru" "makeWrapperArgs"
    ]
    // {
      name = prefix + ownName;
      nativeBuildInputs = [ self ] ++ backends ++ args.nativeBuildInputs or [ ]
        ++ lib.optional (args.makeWrapperArgs or [ ] != [ ]) makeWrapper;
      propagatedBuildInputs = propagated ++ [ self ];
      strictDeps = args.strictDeps or false;
      makeWrapperArgs = args.makeWrapperArgs or [ ];

      # The tests run on what was installed, so they come after the installation.
      doCheck = false;
      doInstallCheck = doCheck;
      nativeInstallCheckInputs = args.nativeCheckInputs or [ ] ++ args.nativeInstallCheckInputs or [ ];
      installCheckInputs = args.checkInputs or [ ] ++ args.installCheckInputs or [ ];

      unpackPhase = args.unpackPhase or (if format == "wheel" then ''
        runHook preUnpack
        mkdir -p source/dist
        cp "$src" "source/dist/$(stripHash "$src")"
        sourceRoot=source
        runHook postUnpack
      '' else null);
      configurePhase = args.configurePhase or ''
        runHook preConfigure
        runHook postConfigure
      '';
      buildPhase = args.buildPhase or (
        if format == "wheel" || format == "other" then (if format == "other" then null else ''
          runHook preBuild
          runHook postBuild
        '') else ''
          runHook preBuild
          export HOME=$TMPDIR
          ${self.interpreter} ${./build-wheel.py} dist
          runHook postBuild
        ''
      );
      installPhase = args.installPhase or (if format == "other" then null else ''
        runHook preInstall
        ${self.interpreter} ${./install-wheel.py} "$out" ${sitePackages} ${self.interpreter} dist/*.whl
        export PYTHONPATH="$out/${sitePackages}''${PYTHONPATH:+:$PYTHONPATH}"
        runHook postInstall
      '');
      postFixup = ''
        if [ -z "''${dontWrapPythonPrograms-}" ]; then
          ${self.interpreter} ${./wrap-scripts.py} "$out/bin" ${self.interpreter} "$out/${sitePackages}" ${lib.escapeShellArgs paths}
          if [ -n "''${makeWrapperArgs-}" ]; then
            concatTo wrapperArguments makeWrapperArgs
            for program in "$out"/bin/*; do wrapProgram "$program" "''${wrapperArguments[@]}"; done
          fi
        fi
        if [ -d "$out/${sitePackages}" ] && [ -z "''${dontUsePythonCompile-}" ]; then
          ${self.interpreter} -m compileall -q -o 0 --invalidation-mode unchecked-hash "$out/${sitePackages}" || true
        fi
        ${args.postFixup or ""}
      '';
      installCheckPhase = args.checkPhase or args.installCheckPhase or null;
      preDistPhases = args.preDistPhases or [ ] ++ lib.optional (args.pythonImportsCheck or [ ] != [ ]) "pythonImportsCheckPhase";
      pythonImportsCheckPhase = if args.pythonImportsCheck or [ ] == [ ] then null else ''
        echo "Check whether these can be imported: ${toString args.pythonImportsCheck}"
        (cd "$out" && PYTHONPATH="$out/${sitePackages}''${PYTHONPATH:+:$PYTHONPATH}" ${self.interpreter} -c ${
          lib.escapeShellArg "import importlib; [importlib.import_module(m) for m in ${builtins.toJSON (lib.toList args.pythonImportsCheck)}]"
        })
      '';

      passthru =
        { inherit dependencies; build-system = args.build-system or [ ]; optional-dependencies = args.optional-dependencies or { }; }
        // lib.optionalAttrs (!isApplication) { pythonModule = self; }
        // { requiredPythonModules = runtime; }
        // args.passthru or { };
      meta = lib.optionalAttrs isApplication { mainProgram = args.pname or (lib.getName ownName); }
        // { broken = args.disabled or false; }
        // args.meta or { };
    };

  builder = kind:
    let
      make = given:
        (given.stdenv or stdenv).mkDerivation (final: complete kind final (if lib.isFunction given then given final else given))
        // {
          overridePythonAttrs = change:
            let old = if lib.isFunction given then lib.fix given else given; in
            make (old // (if lib.isFunction change then change old else change));
        };
    in
    make;
  buildPythonPackage = builder { prefix = "${executable}-"; isApplication = false; };
  buildPythonApplication = builder { prefix = ""; isApplication = true; };

  # pytestCheckHook in nativeCheckInputs makes pytest the check phase.
  pytestCheckHook = makeSetupHook
    {
      name = "pytest-check-hook";
      propagatedBuildInputs = lib.optional (pythonPackages ? pytest) pythonPackages.pytest;
      substitutions = { pythonCheckInterpreter = self.interpreter; };
    }
    ./pytest-check-hook.sh;
  unittestCheckHook = makeSetupHook
    {
      name = "unittest-check-hook";
      substitutions = { pythonCheckInterpreter = self.interpreter; };
    }
    ./unittest-check-hook.sh;

  pythonPackages =
    let
      scope = final: {
        inherit
          buildPythonPackage buildPythonApplication toPythonModule toPythonApplication fetchPypi
          requiredPythonModules makePythonPath pytestCheckHook unittestCheckHook;
        inherit (self) isPy3k pythonAtLeast pythonOlder;
        python = self;
        hasPythonModule = isModule;
        disabledIf = condition: drv: if condition then throw "${drv.name} is disabled for this python" else drv;
        callPackage = newScope (final // { python = self; python3 = self; pythonPackages = final; python3Packages = final; });
      } // builtins.mapAttrs (_: p: if lib.isDerivation p && !(p ? pythonModule) && !(p.notAPythonModule or false) then p // { pythonModule = self; } else p) (packages final);
      extended = lib.fix (lib.extends packageOverrides scope);
    in
    extended // { recurseForDerivations = true; };

  self = python // {

    inherit pythonVersion sitePackages executable withPackages buildEnv packageOverrides;
    pkgs = pythonPackages;
    interpreter = "${python}/bin/${executable}";
    libPrefix = executable;
    implementation = "cpython";
    isPython3 = true;
    isPy2 = false;
    isPy3 = true;
    isPy3k = true;
    pythonAtLeast = lib.versionAtLeast pythonVersion;
    pythonOlder = lib.versionOlder pythonVersion;
    pythonOnBuildForHost = self;
    override = changes: import ./default.nix ({
      inherit lib stdenv runCommand makeSetupHook makeWrapper fetchPypi newScope python pythonVersion sitePackages packages packageOverrides;
    } // removeAttrs changes [ "self" ]);
  };
in
self
