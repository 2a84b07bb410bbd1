# callPackage ./build-go-module.nix { }  ->  buildGoModule
{ lib, stdenv, go, cacert ? null, git ? null }:
let
  # Go compiles its standard library anew for every empty cache, which takes far longer than most
  # programs: it is done once for each set of flags and linked into the builds' caches.
  standardLibrary = cgo: stdenv.mkDerivation {
    name = "go-standard-library-${go.version or "cache"}";
    nativeBuildInputs = [ go ];
    buildCommand = ''
      export GOCACHE=$out HOME=$TMPDIR GOPATH=$TMPDIR/go GOTOOLCHAIN=local CGO_ENABLED=${cgo}
      mkdir -p "$out"
      go build -trimpath std
    '';
    dontFixup = true;
  };

  complete = final: args:
    let
      cgo = toString (args.env.CGO_ENABLED or args.CGO_ENABLED or 0);
      tags = args.tags or [ ];
      modRoot = args.modRoot or "./";
      vendorHash =
        if args ? vendorHash then args.vendorHash
        else throw "buildGoModule: vendorHash is needed; null says that the modules are in vendor/, or that there are none";
      proxyVendor = args.proxyVendor or false;
      goModules =
        if vendorHash == null then null
        else stdenv.mkDerivation (
          {
            name = "${args.name or "${args.pname}-${args.version}"}-go-modules";
            inherit (args) src;
            patches = args.patches or [ ];
            nativeBuildInputs = [ go ] ++ lib.optional (git != null) git;
            impureEnvVars = [ "GOPROXY" "http_proxy" "https_proxy" "no_proxy" ];
            dontConfigure = true;
            buildPhase = ''
              export GOPATH=$TMPDIR/go GOCACHE=$TMPDIR/go-cache GOTOOLCHAIN=local GOSUMDB=off
              ${lib.optionalString (cacert != null) "export SSL_CERT_FILE=${cacert}/etc/ssl/certs/ca-bundle.crt"}
              cd ${lib.escapeShellArg modRoot}
              ${if proxyVendor then "go mod download" else ''
                if [ -d vendor ]; then
                  echo "the source has a vendor folder: set vendorHash = null" >&2
                  exit 10
                fi
                go mod vendor
                mkdir -p vendor
              ''}
            '';
            installPhase = ''
              rm -rf "$GOPATH/pkg/mod/cache/download/sumdb"
              cp -r ${if proxyVendor then ''"$GOPATH/pkg/mod/cache/download"'' else "vendor"} "$out"
            '';
            dontFixup = true;
            outputHashMode = "recursive";
          }
          // (
            if vendorHash == "" then { outputHash = lib.fakeHash; }
            else { outputHash = vendorHash; }
          )
          // lib.optionalAttrs (args ? sourceRoot) { inherit (args) sourceRoot; }
          // args.overrideModAttrs or { }
        );
    in
    removeAttrs args [ "vendorHash" "tags" "modRoot" "proxyVendor" "overrideModAttrs" "CGO_ENABLED" "GOFLAGS" "env" ]
    // {
      nativeBuildInputs = [ go ] ++ args.nativeBuildInputs or [ ];
      env = (args.env or { }) // { CGO_ENABLED = cgo; };
      inherit modRoot;
      tags = lib.concatStringsSep "," tags;
      ldflags = lib.toList (args.ldflags or [ ]);
      goFlags = lib.optional (!(args.allowGoReference or false)) "-trimpath" ++ lib.toList (args.GOFLAGS or [ ]);

      configurePhase = args.configurePhase or ''
        runHook preConfigure
        export HOME=$TMPDIR GOPATH=$TMPDIR/go GOCACHE=$TMPDIR/go-cache
        export GOTOOLCHAIN=local GOSUMDB=off GOPROXY=off GO111MODULE=on
        cp -rs --no-preserve=mode ${standardLibrary cgo} "$GOCACHE"
        cd "$modRoot"
        ${lib.optionalString (goModules != null) (
          if proxyVendor then ''
            export GOPROXY=file://${goModules}
          '' else ''
            rm -rf vendor
            cp -r --reflink=auto ${goModules} vendor
            chmod -R u+w vendor
          ''
        )}
        if [ -d vendor ]; then export GOFLAGS="-mod=vendor $goFlags"; else export GOFLAGS="$goFlags"; fi
        runHook postConfigure
      '';

      # Packages are named or, without a name, all that are no test data.
      buildPhase = args.buildPhase or ''
        goPackages() {
          local package
          if [ -n "''${subPackages-}" ]; then
            for package in $subPackages; do echo "./''${package#./}"; done
          else
            go list ./... | grep -vE '/(_|testdata|examples?)(/|$)${
              lib.optionalString (args ? excludedPackages) "|${lib.concatStringsSep "|" (lib.toList args.excludedPackages)}"
            }'
          fi
        }
        goArguments() {
          arguments=(-p "$NIX_BUILD_CORES")
          if [ -n "$tags" ]; then arguments+=("-tags=$tags"); fi
          if [ -n "$ldflags" ]; then arguments+=("-ldflags=$ldflags"); fi
        }
        runHook preBuild
        goArguments
        mapfile -t packages < <(goPackages)
        if (( ''${#packages[@]} == 0 )); then
          echo "buildGoModule: there is no package to build" >&2
          exit 1
        fi
        echo "Building ''${packages[*]}"
        go install "''${arguments[@]}" "''${packages[@]}"
        runHook postBuild
      '';

      doCheck = args.doCheck or true;
      checkPhase = args.checkPhase or ''
        runHook preCheck
        go test -vet=off "''${arguments[@]}" $checkFlags "''${packages[@]}"
        runHook postCheck
      '';

      installPhase = args.installPhase or ''
        runHook preInstall
        mkdir -p "$out"
        if [ -d "$GOPATH/bin" ]; then cp -r "$GOPATH/bin" "$out/bin"; fi
        runHook postInstall
      '';

      strictDeps = args.strictDeps or true;
      disallowedReferences = lib.optional (!(args.allowGoReference or false)) go;
      passthru = { inherit go goModules vendorHash; } // args.passthru or { };
      meta = { platforms = go.meta.platforms or lib.platforms.all; } // args.meta or { };
    };
in
given: stdenv.mkDerivation (final: complete final (if lib.isFunction given then given final else given))
