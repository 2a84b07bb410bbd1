# import ./trivial-builders.nix { inherit lib stdenv stdenvNoCC shellcheck; }
{
  lib,
  # The one with a compiler, for runCommandCC; may be stdenvNoCC where there is none.
  stdenv,
  stdenvNoCC,
  runtimeShellPackage ? stdenvNoCC.shellPackage,
  shellcheck ? null,
}:
let
  inherit (lib) optionalAttrs optionalString;
  runtimeShell = "${runtimeShellPackage}/bin/bash";

  nameFrom = args: args.name or "${args.pname}-${args.version}";

  self = rec {
    inherit runtimeShell runtimeShellPackage;

    runCommandWith =
      { name, stdenv ? stdenvNoCC, runLocal ? false, derivationArgs ? { } }: buildCommand:
      stdenv.mkDerivation (
        {
          enableParallelBuilding = true;
          inherit name buildCommand;
          passAsFile = [ "buildCommand" ] ++ derivationArgs.passAsFile or [ ];
        }
        // optionalAttrs (!(derivationArgs ? meta)) {
          pos =
            let args = builtins.attrNames derivationArgs; in
            if args == [ ] then null else builtins.unsafeGetAttrPos (builtins.head args) derivationArgs;
        }
        // optionalAttrs runLocal { preferLocalBuild = true; allowSubstitutes = false; }
        // removeAttrs derivationArgs [ "passAsFile" ]
      );
    runCommand = name: derivationArgs: runCommandWith { inherit name derivationArgs; };
    runCommandNoCC = runCommand;
    runCommandLocal = name: derivationArgs: runCommandWith { inherit name derivationArgs; runLocal = true; };
    runCommandNoCCLocal = runCommandLocal;
    runCommandCC = name: derivationArgs: runCommandWith { inherit name derivationArgs stdenv; };

    writeTextFile =
      {
        name ? nameFrom args,
        pname ? null,
        version ? null,
        text,
        executable ? false,
        destination ? "",
        checkPhase ? "",
        meta ? { },
        passthru ? { },
        allowSubstitutes ? false,
        preferLocalBuild ? true,
        derivationArgs ? { },
      }@args:
      assert lib.assertMsg (destination == "" || lib.hasPrefix "/" destination)
        "writeTextFile: destination must begin with a slash: ${destination}";
      runCommand name
        (
          {
            inherit text executable checkPhase allowSubstitutes preferLocalBuild;
            passAsFile = [ "text" ] ++ derivationArgs.passAsFile or [ ];
            meta =
              optionalAttrs (executable && builtins.match "/bin/[^/]+" destination != null) {
                mainProgram = lib.removePrefix "/bin/" destination;
              }
              // meta;
            passthru = passthru // derivationArgs.passthru or { };
          }
          // optionalAttrs (pname != null) { inherit pname; }
          // optionalAttrs (version != null) { inherit version; }
          // removeAttrs derivationArgs [ "passAsFile" "passthru" ]
        )
        ''
          target=$out${lib.escapeShellArg destination}
          if [[ "$target" != "$out" ]]; then mkdir -p "''${target%/*}"; fi
          if [ -e "$textPath" ]; then mv "$textPath" "$target"; else printf '%s' "$text" > "$target"; fi
          if [ -n "$executable" ]; then chmod +x "$target"; fi
          eval "$checkPhase"
        '';
    writeText = name: text: writeTextFile { inherit name text; };
    writeTextDir = path: text: writeTextFile {
      name = baseNameOf path;
      destination = "/${path}";
      inherit text;
    };
    writeScript = name: text: writeTextFile { inherit name text; executable = true; };
    writeScriptBin = name: text: writeTextFile {
      inherit name text;
      executable = true;
      destination = "/bin/${name}";
    };
    writeShellScript = name: text: writeTextFile {
      inherit name;
      executable = true;
      text = "#!${runtimeShell}\n${text}\n";
      checkPhase = ''${stdenvNoCC.shell} -n -O extglob "$target"'';
    };
    writeShellScriptBin = name: text: writeTextFile {
      inherit name;
      executable = true;
      destination = "/bin/${name}";
      text = "#!${runtimeShell}\n${text}\n";
      checkPhase = ''${stdenvNoCC.shell} -n -O extglob "$target"'';
      meta.mainProgram = name;
    };
    writeShellApplication =
      {
        name,
        text,
        runtimeInputs ? [ ],
        runtimeEnv ? null,
        meta ? { },
        passthru ? { },
        checkPhase ? null,
        excludeShellChecks ? [ ],
        extraShellCheckFlags ? [ ],
        bashOptions ? [ "errexit" "nounset" "pipefail" ],
        inheritPath ? true,
        derivationArgs ? { },
      }:
      writeTextFile {
        inherit name passthru derivationArgs;
        executable = true;
        destination = "/bin/${name}";
        meta = { mainProgram = name; } // meta;
        text =
          "#!${runtimeShell}\n"
          + lib.concatMapStrings (option: "set -o ${option}\n") bashOptions
          + optionalString (runtimeEnv != null) (
            lib.concatStrings (lib.mapAttrsToList
              (n: v: "${lib.toShellVar n v}\nexport ${n}\n")
              runtimeEnv)
          )
          + optionalString (runtimeInputs != [ ] || !inheritPath) ''

            export PATH="${lib.makeBinPath runtimeInputs}${optionalString inheritPath ":$PATH"}"
          ''
          + "\n${text}\n";
        checkPhase =
          if checkPhase != null then checkPhase
          else ''
            runHook preCheck
            ${stdenvNoCC.shell} -n -O extglob "$target"
            ${optionalString (shellcheck != null) ''
              ${lib.getExe' shellcheck "shellcheck"} ${lib.escapeShellArgs (
                lib.optionals (excludeShellChecks != [ ]) [ "--exclude" (lib.concatStringsSep "," excludeShellChecks) ]
                ++ extraShellCheckFlags
              )} "$target"
            ''}
            runHook postCheck
          '';
      };
    writeCBin = pname: code: runCommandCC pname
      {
        inherit pname code;
        executable = true;
        passAsFile = [ "code" ];
        preferLocalBuild = true;
        meta.mainProgram = pname;
      }
      ''
        mkdir -p "$out/bin"
        mv "$codePath" code.c
        $CC -x c code.c -o "$out/bin/$pname"
      '';

    concatTextFile =
      { name, files, executable ? false, destination ? "", checkPhase ? "", meta ? { }, passthru ? { } }:
      runCommandLocal name { inherit files executable destination checkPhase meta passthru; } ''
        file=$out$destination
        mkdir -p "''${file%/*}"
        cat $files > "$file"
        if [ -n "$executable" ]; then chmod +x "$file"; fi
        eval "$checkPhase"
      '';
    concatText = name: files: concatTextFile { inherit name files; };
    concatScript = name: files: concatTextFile { inherit name files; executable = true; };

    linkFarm = name: entries:
      let
        pairs =
          if builtins.isAttrs entries then entries
          else builtins.listToAttrs (map (e: lib.nameValuePair e.name e.path) entries);
      in
      runCommandLocal name { passthru.entries = pairs; } ''
        mkdir -p "$out"
        cd "$out"
        ${lib.concatStrings (lib.mapAttrsToList
          (n: p:
            let folder = dirOf n; in
            optionalString (folder != ".") "mkdir -p ${lib.escapeShellArg folder}\n"
            + "ln -s ${lib.escapeShellArg "${p}"} ${lib.escapeShellArg n}\n")
          pairs)}
      '';
    linkFarmFromDrvs = name: drvs: linkFarm name (map (drv: { inherit (drv) name; path = drv; }) drvs);

    symlinkJoin =
      args@{
        name ? nameFrom args,
        paths,
        stripPrefix ? "",
        preferLocalBuild ? true,
        allowSubstitutes ? false,
        postBuild ? "",
        failOnMissing ? stripPrefix == "",
        ...
      }:
      assert lib.assertMsg (stripPrefix != "" -> lib.hasPrefix "/" stripPrefix && !lib.hasSuffix "/" stripPrefix)
        "symlinkJoin: stripPrefix must begin and not end with a slash";
      runCommand name
        (
          removeAttrs args [ "name" "postBuild" "stripPrefix" "failOnMissing" "paths" ]
          // {
            inherit preferLocalBuild allowSubstitutes;
            paths = map (p: "${p}${stripPrefix}") (lib.flatten paths);
            passAsFile = [ "paths" ] ++ args.passAsFile or [ ];
            passthru = { inherit paths; } // args.passthru or { };
          }
        )
        ''
          mkdir -p "$out"
          read -r -d "" -a _joined < "$pathsPath" || true
          for _path in "''${_joined[@]}"; do
            if [ -d "$_path" ]; then
              # The first of two files stays, as the manual says.
              cp -rs --update=none --no-preserve=mode "$_path/." "$out/"
            ${optionalString failOnMissing ''
              else
                echo "symlinkJoin: $_path is no folder" >&2
                exit 1
            ''}
            fi
          done
          ${postBuild}
        '';
    onePath = path: path;

    makeSetupHook =
      {
        name ? "hook",
        propagatedBuildInputs ? [ ],
        propagatedNativeBuildInputs ? [ ],
        substitutions ? { },
        meta ? { },
        passthru ? { },
      }: script:
      runCommand name
        (
          substitutions
          // {
            inherit propagatedBuildInputs propagatedNativeBuildInputs meta passthru;
            strictDeps = true;
          }
        )
        ''
          mkdir -p "$out/nix-support"
          substituteAll ${script} "$out/nix-support/setup-hook"
          _recordPropagated
        '';

    writeClosure = paths:
      runCommandLocal "runtime-deps"
        {
          exportReferencesGraph = lib.concatLists (lib.imap0 (i: p: [ "graph-${toString i}" p ]) paths);
        }
        ''
          for _graph in graph-*; do
            while read -r _path; do
              read -r _deriver
              read -r _count
              for (( _i = 0; _i < _count; _i++ )); do read -r _; done
              echo "$_path"
            done < "$_graph"
          done | sort -u > "$out"
        '';
    writeReferencesToFile = path: writeClosure [ path ];
    writeDirectReferencesToFile = path:
      runCommandLocal "runtime-references" { exportReferencesGraph = [ "graph" path ]; inherit path; } ''
        touch direct
        while read -r _path; do
          read -r _deriver
          read -r _count
          for (( _i = 0; _i < _count; _i++ )); do
            read -r _reference
            if [ "$_path" = "$path" ]; then echo "$_reference" >> direct; fi
          done
        done < graph
        sort direct > "$out"
      '';
    closureInfo = { rootPaths }:
      runCommandLocal "closure-info"
        {
          __structuredAttrs = true;
          exportReferencesGraph.closure = map (p: "${p}") rootPaths;
        }
        # Nix writes this JSON itself, keys in order and store paths plain, so awk can read it.
        ''
          out=''${outputs[out]}
          mkdir -p "$out"
          grep -o '{"closureSize":[^}]*}' "$NIX_ATTRS_JSON_FILE" | awk -v out="$out" '
            function field(name,   rest) {
              rest = substr($0, index($0, "\"" name "\":") + length(name) + 3)
              sub(/^"/, "", rest)
              sub(/["},].*/, "", rest)
              return rest
            }
            {
              path = field("path")
              refs = substr($0, index($0, "\"references\":[") + 14)
              sub(/\].*/, "", refs)
              gsub(/"/, "", refs)
              n = split(refs, ref, ",")
              print path > (out "/store-paths")
              print path "\n" field("narHash") "\n" field("narSize") "\n\n" n > (out "/registration")
              for (i = 1; i <= n; i++) print ref[i] > (out "/registration")
              total += field("narSize")
            }
            END { printf "%d\n", total > (out "/total-nar-size") }
          '
          sort -o "$out/store-paths" "$out/store-paths"
        '';

    applyPatches =
      {
        src,
        name ? (if builtins.isAttrs src then src.name or "source" else baseNameOf src) + "-patched",
        patches ? [ ],
        prePatch ? "",
        postPatch ? "",
        ...
      }@args:
      stdenvNoCC.mkDerivation (
        {
          inherit name src patches prePatch postPatch;
          preferLocalBuild = true;
          allowSubstitutes = false;
          phases = [ "unpackPhase" "patchPhase" "installPhase" ];
          installPhase = ''cp -R ./ "$out"'';
        }
        // removeAttrs args [ "src" "name" "patches" "prePatch" "postPatch" ]
      );
    srcOnly = args: stdenvNoCC.mkDerivation {
      name = "${args.name or "source"}-source";
      inherit (args) src;
      patches = args.patches or [ ];
      phases = [ "unpackPhase" "patchPhase" "installPhase" ];
      installPhase = ''cp -R ./ "$out"'';
    };
    copyPathToStore = path: builtins.path { inherit path; };
    copyPathsToStore = map copyPathToStore;

    emptyFile = runCommandLocal "empty-file"
      {
        outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        outputHashMode = "flat";
      } ''touch "$out"'';
    emptyDirectory = runCommandLocal "empty-directory"
      {
        outputHashAlgo = "sha256";
        outputHashMode = "recursive";
        outputHash = "0sjjj9z1dhilhpc8pq4154czrb79z9cm044jvn75kxcjv6v5l2m5";
      } ''mkdir "$out"'';

    # Replaces @name@ for each name given, and says so when one is not there or one is left over.
    replaceVars = path: replacements:
      replaceVarsWith { src = path; inherit replacements; };
    replaceVarsWith = { src, replacements, dir ? null, isExecutable ? false, ... }@args:
      let
        given = lib.filterAttrs (_: v: v != null) replacements;
        kept = builtins.attrNames (lib.filterAttrs (_: v: v == null) replacements);
        file = args.name or (lib.last (lib.splitString "/" (stripHash "${src}")));
        stripHash = p:
          let
            base = baseNameOf (builtins.unsafeDiscardStringContext p);
            m = builtins.match "[a-z0-9]{32}-(.*)" base;
          in
          if m == null then base else builtins.head m;
      in
      runCommandLocal file
        (removeAttrs args [ "src" "replacements" "dir" "isExecutable" "name" ])
        ''
          target=$out${optionalString (dir != null) "/${dir}/${file}"}
          mkdir -p "''${target%/*}"
          substitute ${src} "$target" ${lib.escapeShellArgs (lib.concatLists (
            lib.mapAttrsToList (n: v: [ "--replace-fail" "@${n}@" "${toString v}" ]) given
          ))}
          ${optionalString isExecutable ''chmod +x "$target"''}
          left=$(grep -Eo '@[a-zA-Z_][0-9A-Za-z_'"'"'-]*@' "$target" | grep -vxF ${
            lib.escapeShellArg (lib.concatMapStringsSep "\n" (n: "@${n}@") (kept ++ [ "" ]))
          } || true)
          if [ -n "$left" ]; then
            echo "replaceVars: no value for $left" >&2
            exit 1
          fi
        '';
    substituteAll = { src, dir ? null, isExecutable ? false, ... }@args:
      let file = args.name or (baseNameOf (toString src)); in
      runCommandLocal file
        (removeAttrs args [ "src" "dir" "isExecutable" "name" ])
        ''
          target=$out${optionalString (dir != null) "/${dir}/${file}"}
          mkdir -p "''${target%/*}"
          substituteAll ${src} "$target"
          ${optionalString isExecutable ''chmod +x "$target"''}
          eval "''${postInstall-}"
        '';
    substitute = { src, substitutions ? [ ], replacements ? [ ], name ? baseNameOf (toString src), ... }:
      runCommandLocal name { } ''
        substitute ${src} "$out" ${lib.escapeShellArgs substitutions} ${toString replacements}
      '';

    testers = {
      nixosTest = throw "pocketpkgs leaves nixosTest out: it needs virtual machines";
      runNixOSTest = throw "pocketpkgs leaves runNixOSTest out: it needs virtual machines";
      testEqualContents = { assertion, actual, expected, ... }:
        runCommandLocal "equal-contents-${lib.strings.toLower (lib.sanitizeDerivationName assertion)}" { inherit assertion actual expected; } ''
          if ! diff -U5 -r "$actual" "$expected" --color=never; then
            echo "Contents must be equal, but were not: $assertion" >&2
            exit 1
          fi
          touch "$out"
        '';
      testVersion = { package, command ? "${lib.getExe package} --version", version ? package.version, ... }:
        runCommandLocal "${package.name}-test-version" { nativeBuildInputs = [ package ]; meta.timeout = 60; } ''
          said=$(${command} 2>&1)
          if [[ "$said" != *${lib.escapeShellArg version}* ]]; then
            echo "version ${version} is not in the output:" >&2
            echo "$said" >&2
            exit 1
          fi
          echo "$said" > "$out"
        '';
      testBuildFailure = drv: drv.overrideAttrs (old: {
        # The builder runs as a child here, so that its end can be looked at.
        args = [
          "-e"
          (builtins.toFile "expect-failure.sh" ''
            original=("$@")
            export outputs=out
            status=0
            ${"\${SHELL:-bash}"} -e "''${original[@]}" > "$NIX_BUILD_TOP/testBuildFailure.log" 2>&1 || status=$?
            source "$stdenv/setup"
            cat "$NIX_BUILD_TOP/testBuildFailure.log"
            if [ "$status" = 0 ]; then
              echo "testBuildFailure: the builder did not fail" >&2
              exit 1
            fi
            rm -rf "$out"
            mkdir -p "$out"
            echo "$status" > "$out/testBuildFailure.exit"
            cp "$NIX_BUILD_TOP/testBuildFailure.log" "$out/testBuildFailure.log"
            exit 0
          '')
        ] ++ builtins.tail old.args or [ "-e" "${stdenvNoCC}/default-builder.sh" ];
        SHELL = runtimeShell;
      });
    };
    nixosTest = testers.nixosTest;
  };
in
self
