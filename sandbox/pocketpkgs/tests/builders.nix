# Small derivations, each of which fails where a builder does not do what it should: the checks of the flake.
{ pkgs, lib ? pkgs.lib }:
let
  inherit (pkgs) runCommand stdenvNoCC;

  # A derivation's refusal is a throw; what it says cannot be seen from here, only that it is one.
  refuses = drv: !(builtins.tryEval drv.drvPath).success;
  # All must be true before anything is built.
  evaluates = name: facts:
    let wrong = builtins.attrNames (lib.filterAttrs (_: v: !v) facts); in
    if wrong == [ ] then runCommand name { } ''touch "$out"''
    else throw "${name}: not so: ${toString wrong}";

  source = runCommand "source" { } ''
    mkdir -p "$out/project"
    printf 'one\ntwo @version@\n' > "$out/project/text"
    printf '#!/usr/bin/env -S bash -u\necho script\n' > "$out/project/script"
    chmod +x "$out/project/script"
    tar -C "$out" -czf "$out/project-1.0.tar.gz" project
  '';
  change = pkgs.writeText "change.patch" ''
    --- a/text
    +++ b/text
    @@ -1,2 +1,2 @@
    -one
    +ONE
     two @version@
  '';
  project = stdenvNoCC.mkDerivation (final: {
    pname = "project";
    version = "1.0";
    src = "${source}/project-1.0.tar.gz";
    patches = [ change ];
    outputs = [ "out" "dev" "doc" ];
    env.GREETING = "hello there";
    words = [ "a" "b" ];
    postPatch = ''
      substituteInPlace text --replace-fail two 'three & \1' --subst-var version
    '';
    buildPhase = ''
      runHook preBuild
      echo "$GREETING $words" > greeting
      runHook postBuild
    '';
    postBuild = "echo after >> greeting";
    doCheck = true;
    checkPhase = "grep -q after greeting";
    installPhase = ''
      runHook preInstall
      mkdir -p $out/bin $out/include $out/share/doc
      cp text greeting $out
      cp script $out/bin
      touch $out/include/project.h $out/share/doc/README
      runHook postInstall
    '';
    passthru.tag = "v${final.version}";
    meta = { description = "For the tests"; mainProgram = "script"; };
  });
  hook = pkgs.makeSetupHook { name = "greeter"; substitutions.word = "greet"; } (
    pkgs.writeText "hook.sh" ''
      greet() { echo "@word@ $*"; }
      addGreeting() { addToSearchPath GREETINGS "$1/greetings"; }
      addEnvHooks "$hostOffset" addGreeting
      preInstallHooks+=("greeted=yes")
    ''
  );
  inner = runCommand "inner" { } ''
    mkdir -p $out/greetings $out/bin $out/lib/pkgconfig $out/share
    printf '#!%s\necho inner\n' "$SHELL" > $out/bin/inner
    chmod +x $out/bin/inner
  '';
  outer = stdenvNoCC.mkDerivation {
    name = "outer";
    dontUnpack = true;
    propagatedBuildInputs = [ inner ];
    installPhase = "mkdir -p $out/bin";
  };

  always = {
    trivial = runCommand "trivial" { a = 1; } ''[ "$a" = 1 ] && echo yes > $out'';

    standard = runCommand "standard" { } ''
      set -x
      grep -qxF ONE ${project}/text
      grep -qxF 'three & \1 1.0' ${project}/text
      grep -qxF 'hello there a b' ${project}/greeting
      grep -qxF after ${project}/greeting
      [ -e ${project.dev}/include/project.h ]
      [ ! -e ${project}/include ]
      [ -e ${project.doc}/share/doc/README ]
      [ ! -e ${project}/share ]
      head -n 1 ${project}/bin/script | grep -qE '^#!/nix/store/.*/bin/bash -u$'
      [ "$(${lib.getExe project})" = script ]
      grep -q ${project} ${project.dev}/nix-support/propagated-build-inputs
      touch $out
    '';

    interface = evaluates "interface" {
      passthru = project.tag == "v1.0";
      name = project.name == "project-1.0";
      final = (project.overrideAttrs { version = "2"; }).tag == "v2";
      overrideOld = (project.overrideAttrs (old: { pname = "${old.pname}x"; })).name == "projectx-1.0";
      overrideFinal = (project.overrideAttrs (final: prev: { version = "3"; name = "n-${final.version}"; })).name == "n-3";
      twice = ((project.overrideAttrs { version = "2"; }).overrideAttrs (old: { pname = old.version; })).name == "2-2";
      outputs = project.outputs == [ "out" "dev" "doc" ] && project.dev.outputName == "dev" && project.dev.outputSpecified;
      metaOfOutputs = project.dev.meta.description == "For the tests";
      outputsToInstall = project.meta.outputsToInstall == [ "out" ];
      devOfInputs = builtins.elem project.dev.outPath (map toString (stdenvNoCC.mkDerivation { name = "x"; buildInputs = [ project ]; }).buildInputs);
      broken = refuses (project.overrideAttrs { meta.broken = true; });
      unfree = refuses (project.overrideAttrs { meta.license = lib.licenses.unfree; });
      platform = refuses (project.overrideAttrs { meta.platforms = [ "x86_64-darwin" ]; });
      nameless = refuses (stdenvNoCC.mkDerivation { pname = "x"; });
      envClash = refuses (stdenvNoCC.mkDerivation { name = "x"; A = 1; env.A = 2; });
      drvAttrs = project.drvAttrs.version == "1.0";
      nixosTest = !(builtins.tryEval (pkgs.testers.nixosTest { })).success;
      callPackage = ((pkgs.callPackage ({ runCommand, word ? "a" }: runCommand word { } "") { }).override { word = "b"; }).name == "b";
      overrideBoth = (((pkgs.callPackage ({ runCommand, word ? "a" }: runCommand word { x = 1; } "") { }).overrideAttrs { x = 2; }).override { word = "b"; }).drvAttrs.x == 2;
      stdenv = stdenvNoCC.isLinux && !stdenvNoCC.hasCC && stdenvNoCC.system == stdenvNoCC.hostPlatform.system;
    };

    inputs = stdenvNoCC.mkDerivation {
      name = "inputs";
      dontUnpack = true;
      nativeBuildInputs = [ hook ];
      buildInputs = [ outer ];
      installPhase = ''
        runHook preInstall
        set -x
        [ "$greeted" = yes ]
        [ "$(greet you)" = "greet you" ]
        [ "$GREETINGS" = ${inner}/greetings ]
        [ "$(inner)" = inner ]
        [ "$PKG_CONFIG_PATH" = ${inner}/lib/pkgconfig ]
        [[ "$XDG_DATA_DIRS" == *${inner}/share* ]]
        [[ "$NIX_LDFLAGS" == *-L${inner}/lib* ]]
        [ "$SOURCE_DATE_EPOCH" = 315532800 ]
        [ "$NIX_BUILD_CORES" -ge 1 ]
        touch $out
      '';
    };
    strictInputs = runCommand "strict-inputs" { strictDeps = true; buildInputs = [ inner ]; nativeBuildInputs = [ outer ]; } ''
      # outer propagates inner to the side that it is on.
      [ "$(inner)" = inner ]
      touch $out
    '';

    structured = stdenvNoCC.mkDerivation {
      name = "structured";
      __structuredAttrs = true;
      dontUnpack = true;
      list = [ "a b" "c" ];
      set.key = "value";
      env.EXPORTED = "yes";
      outputs = [ "out" "dev" ];
      buildInputs = [ inner ];
      installPhase = ''
        set -x
        (( ''${#list[@]} == 2 ))
        [ "''${set[key]}" = value ]
        [ "$(bash -c 'echo $EXPORTED')" = yes ]
        [ "$(inner)" = inner ]
        touch $out $dev
      '';
    };

    replacing = runCommand "replacing" { var = "value"; Other = "no"; } ''
      printf '@var@ @Other@ @name@ a a' > in
      substituteAll in all
      [ "$(cat all)" = "value @Other@ replacing a a" ]
      substitute in some --replace-fail 'a a' 'b/&' --subst-var-by Other "x y"
      [ "$(cat some)" = "@var@ x y @name@ b/&" ]
      if (substituteInPlace in --replace-fail missing x) 2> error; then exit 1; fi
      grep -q "doesn't match anything in" error
      substituteInPlace in some --replace-quiet missing x --replace-warn missing y 2> error
      grep -q WARNING error
      if (substitute nowhere x --replace a b) 2> error; then exit 1; fi
      grep -q 'does not exist' error
      touch $out
    '';

    fixup = stdenvNoCC.mkDerivation {
      name = "fixup";
      dontUnpack = true;
      installPhase = ''
        mkdir -p $out/bin $out/sbin
        printf '#!/bin/sh -e\necho ok' > $out/bin/a
        printf '#!/usr/bin/env nothing-like-this\n' > $out/bin/b
        printf '#!/bin/sh\n' > $out/data
        printf '#!${stdenvNoCC.shell}\n' > $out/sbin/c
        chmod +x $out/bin/* $out/sbin/*
      '';
      postFixup = ''
        head -n 1 $out/bin/a | grep -q '^#!/nix/store/.*/bin/sh -e$'
        grep -q '^#!/usr/bin/env nothing' $out/bin/b
        grep -q '^#!/bin/sh' $out/data
        [ -L $out/sbin ]
        [ -x $out/bin/c ]
      '';
    };

    phases = stdenvNoCC.mkDerivation {
      name = "phases";
      prePhases = [ "firstPhase" ];
      firstPhase = "mkdir mine; cd mine; echo first >> ../order; cd ..";
      srcs = [ (pkgs.writeTextDir "x" "1") (pkgs.writeTextDir "y" "2") ];
      setSourceRoot = "sourceRoot=y";
      patchPhase = "echo patch >> ../order";
      dontConfigure = true;
      dontBuild = true;
      installPhase = "grep -q 2 y; cp ../order $out; [ \"$(paste -sd ' ' $out)\" = 'first patch' ]";
      dontFixup = true;
    };

    writing = runCommand "writing" { } ''
      set -x
      [ "$(cat ${pkgs.writeText "t" "a\nb"})" = $'a\nb' ]
      [ "$(cat ${pkgs.writeTextDir "share/t" "t"}/share/t)" = t ]
      [ "$(${pkgs.writeShellScript "s" "echo $1"} x)" = x ]
      [ "$(${pkgs.writeShellScriptBin "s" "echo s"}/bin/s)" = s ]
      [ "$(${pkgs.writeScriptBin "s" "#!${pkgs.runtimeShell}\necho s"}/bin/s)" = s ]
      [ "$(cat ${pkgs.concatText "c" [ (pkgs.writeText "a" "a") (pkgs.writeText "b" "b") ]})" = ab ]
      [ -x ${pkgs.writeScript "s" ""} ]
      [ "$(cat ${(pkgs.formats.json { }).generate "j" { a = 1; }})" = '{"a":1}' ]
      [ "$(${pkgs.writers.writeBash "s" "echo w"})" = w ]
      [ -d ${pkgs.emptyDirectory} ]
      [ ! -s ${pkgs.emptyFile} ]
      touch $out
    '';

    application = runCommand "application"
      {
        nativeBuildInputs = [
          (pkgs.writeShellApplication {
            name = "app";
            runtimeInputs = [ inner ];
            runtimeEnv = { WORD = "two words"; };
            text = ''
              inner
              echo "$WORD ''${1:-none}"
            '';
          })
        ];
      } ''
      [ "$(app)" = $'inner\ntwo words none' ]
      touch $out
    '';

    joining = runCommand "joining" { } ''
      set -x
      j=${pkgs.symlinkJoin {
        name = "join";
        paths = [ inner project (pkgs.writeTextDir "share/extra" "1") ];
        postBuild = "touch $out/post";
      }}
      [ -d $j/bin ]
      [ ! -L $j/bin ]
      [ -L $j/bin/inner ]
      [ -x $j/bin/script ]
      [ -e $j/share/extra ]
      [ -e $j/post ]
      f=${pkgs.linkFarm "farm" { "a/b" = inner; c = project; }}
      [ "$(readlink $f/a/b)" = ${inner} ]
      [ -e $f/c/text ]
      [ -x ${pkgs.linkFarmFromDrvs "farm" [ inner ]}/inner/bin/inner ]
      touch $out
    '';

    environment =
      let
        first = pkgs.writeTextDir "share/same" "1";
        second = pkgs.writeTextDir "share/same" "2";
        env = pkgs.buildEnv {
          name = "env";
          paths = [ inner project (lib.hiPrio first) second ];
          pathsToLink = [ "/bin" "/share" ];
          extraOutputsToInstall = [ "doc" ];
          postBuild = "touch $out/post";
        };
        collision = pkgs.testers.testBuildFailure (pkgs.buildEnv { name = "collision"; paths = [ first second ]; });
      in
      runCommand "environment" { } ''
        set -x
        [ -x ${env}/bin/inner ]
        [ -x ${env}/bin/script ]
        [ ! -e ${env}/text ]
        [ -e ${env}/post ]
        [ "$(cat ${env}/share/same)" = 1 ]
        [ -e ${env}/share/doc/README ]
        grep -q 'conflicting subpath' ${collision}/testBuildFailure.log
        grep -q ${first}/share/same ${collision}/testBuildFailure.log
        grep -q ${second}/share/same ${collision}/testBuildFailure.log
        touch $out
      '';

    wrapping = runCommand "wrapping" { nativeBuildInputs = [ pkgs.makeWrapper ]; } ''
      set -x
      mkdir -p $out/bin
      printf '#!%s\necho "$A|$B|$C|$P|$*|''${D-unset}|$PWD"\n' "$SHELL" > $out/bin/show
      chmod +x $out/bin/show
      cp $out/bin/show $out/bin/wrapped
      wrapProgram $out/bin/wrapped --set A "it's a b" --set-default B b --set-default C c --prefix P : /x --suffix P : /y \
        --add-flags "--one 'two words'" --append-flags "last" --unset D --run "true" --chdir /
      [ "$(D=1 C=mine P=/p $out/bin/wrapped arg)" = "it's a b|b|mine|/x:/p:/y|--one two words arg last|unset|/" ]
      [ "$($out/bin/wrapped)" = "it's a b|b|c|/x:/y|--one two words last|unset|/" ]
      [ -x $out/bin/.wrapped-wrapped ]
      makeWrapper $out/bin/show $out/bin/other --set A 1
      [ "$($out/bin/other)" = "1|||||unset|$PWD" ]
    '';

    shellFiles = stdenvNoCC.mkDerivation {
      name = "shell-files";
      dontUnpack = true;
      nativeBuildInputs = [ pkgs.installShellFiles ];
      installPhase = ''
        touch tool.1 tool.bash _tool
        installManPage tool.1
        installShellCompletion --cmd tool --bash tool.bash --zsh _tool --fish <(echo complete)
        [ -e $out/share/man/man1/tool.1 ]
        [ -e $out/share/bash-completion/completions/tool.bash ]
        [ -e $out/share/zsh/site-functions/_tool ]
        grep -q complete $out/share/fish/vendor_completions.d/tool.fish
      '';
    };

    shell =
      let
        one = pkgs.mkShellNoCC { packages = [ inner ]; shellHook = "one"; ONE = "1"; };
        two = pkgs.mkShellNoCC { inputsFrom = [ one project ]; shellHook = "two"; };
      in
      evaluates "shell" {
        hooks = two.shellHook == "one\ntwo";
        inputs = builtins.elem inner two.nativeBuildInputs;
        variable = one.ONE == "1";
        name = one.name == "nix-shell";
      };
    shellBuilds = runCommand "shell-builds" { } ''
      grep -q 'ONE="1"' ${pkgs.mkShellNoCC { packages = [ inner ]; ONE = "1"; }}
      touch $out
    '';

    closures = runCommand "closures" { } ''
      set -x
      paths=$(cat ${pkgs.writeClosure [ outer ]})
      [[ "$paths" == *${inner}* && "$paths" == *${outer}* ]]
      info=${pkgs.closureInfo { rootPaths = [ outer ]; }}
      [ "$(cat $info/store-paths)" = "$paths" ]
      [ "$(cat $info/total-nar-size)" -gt 100 ]
      grep -qx ${outer} $info/registration
      touch $out
    '';

    sources = runCommand "sources" { } ''
      set -x
      grep -qx ONE ${pkgs.applyPatches { src = "${source}/project-1.0.tar.gz"; name = "patched"; patches = [ change ]; }}/text
      f=${pkgs.replaceVars (pkgs.writeText "template" "@a@ b") { a = "1"; }}
      [ "$(cat $f)" = "1 b" ]
      touch $out
    '';

    fetching = evaluates "fetching" {
      url = lib.hasSuffix "-file.tar.gz" (pkgs.fetchurl { url = "https://example.org/file.tar.gz"; hash = lib.fakeHash; }).outPath;
      sha256 = (pkgs.fetchurl { url = "https://example.org/f"; sha256 = lib.fakeSha256; name = "n"; }).name == "n";
      hashless = refuses (pkgs.fetchurl { url = "https://example.org/f"; });
    };
  };

  withMake = lib.optionalAttrs (pkgs ? gnumake) {
    makefile = stdenvNoCC.mkDerivation {
      nativeBuildInputs = [ pkgs.gnumake ];
      name = "makefile";
      unpackPhase = ''
        mkdir source
        cd source
        cat > configure <<'END'
        #!/bin/sh
        printf 'all:\n\techo $(WORD) > built\ncheck:\n\tgrep -q w built\ninstall:\n\tmkdir -p %s\n\tcp built %s/\n' "''${1#--prefix=}" "''${1#--prefix=}" > Makefile
        [ "$2" = --with-x ]
        END
        chmod +x configure
        sourceRoot=.
      '';
      configureFlags = [ "--with-x" ];
      makeFlags = [ "WORD=w" ];
      doCheck = true;
      postInstall = "[ $(cat $out/built) = w ]";
    };
  };

  withCompiler = lib.optionalAttrs (pkgs.stdenv.hasCC or false) {
    compiler =
      let
        library = pkgs.stdenv.mkDerivation {
          name = "library";
          dontUnpack = true;
          buildPhase = ''
            echo 'int answer(void) { return 42; }' > answer.c
            $CC -shared -fPIC -o libanswer.so answer.c
          '';
          installPhase = ''
            mkdir -p $out/lib $out/include
            cp libanswer.so $out/lib
            echo 'int answer(void);' > $out/include/answer.h
          '';
        };
        program = pkgs.stdenv.mkDerivation {
          name = "program";
          dontUnpack = true;
          buildInputs = [ library ];
          buildPhase = ''
            printf '#include <answer.h>\n#include <stdio.h>\nint main(void) { printf("%%d\\n", answer()); }\n' > main.c
            $CC -o program main.c -lanswer
          '';
          installPhase = "install -D program $out/bin/program";
        };
      in
      pkgs.runCommandCC "compiler" { } ''
        [ "$(${program}/bin/program)" = 42 ]
        touch $out
      '';
  };

  withGo = lib.optionalAttrs (pkgs ? go) {
    goModule =
      let
        module = pkgs.buildGoModule {
          pname = "greet";
          version = "0.1";
          src = pkgs.linkFarm "greet-source" {
            "go.mod" = pkgs.writeText "go.mod" "module example.org/greet\n\ngo 1.21\n";
            "main.go" = pkgs.writeText "main.go" ''
              package main
              var word = "none"
              func greet() string { return word }
              func main() { println(greet()) }
            '';
            "main_test.go" = pkgs.writeText "main_test.go" ''
              package main
              import "testing"
              func TestGreet(t *testing.T) { if greet() == "" { t.Fail() } }
            '';
          };
          vendorHash = null;
          ldflags = [ "-s" "-X main.word=hi" ];
        };
      in
      runCommand "go-module" { } ''
        [ "$(${module}/bin/greet 2>&1)" = hi ]
        touch $out
      '';
  };

  withPython = lib.optionalAttrs (pkgs ? python3) (
    let
      inherit (pkgs) python3;
      files = name: entries: runCommand name { } (
        "mkdir -p $out\n"
        + lib.concatStrings (lib.mapAttrsToList (n: text: "mkdir -p $out/${dirOf n}; cp ${pkgs.writeText (baseNameOf n) text} $out/${n}\n") entries)
      );
      # A backend of its own makes a wheel without any module from outside.
      backend = ''
        import zipfile
        def build_wheel(directory, config_settings=None, metadata_directory=None):
            name = "NAME-1.0-py3-none-any.whl"
            with zipfile.ZipFile(f"{directory}/{name}", "w") as wheel:
                wheel.write("NAME.py")
                info = "NAME-1.0.dist-info"
                wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: NAME\nVersion: 1.0\n")
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\nNAME-run = NAME:main\n")
                wheel.writestr(f"{info}/RECORD", "")
            return name
      '';
      package = name: text: build: extra: build ({
        pname = name;
        version = "1.0";
        pyproject = true;
        src = files "${name}-source" {
          "pyproject.toml" = "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n";
          "backend.py" = lib.replaceStrings [ "NAME" ] [ name ] backend;
          "${name}.py" = text;
        };
        pythonImportsCheck = [ name ];
      } // extra);
      base = package "base" "def word(): return 'base'\ndef main(): print(word())\n" python3.pkgs.buildPythonPackage { };
      user = package "user" "import base\ndef main(): print('uses', base.word())\n" python3.pkgs.buildPythonPackage { dependencies = [ base ]; };
      app = package "tool" "import user, sys\ndef main(): user.main()\n" python3.pkgs.buildPythonApplication {
        dependencies = [ user ];
        checkPhase = "${python3.interpreter} -c 'import tool'";
      };
    in
    {
      pythonPackage = runCommand "python-package" { } ''
        set -x
        [ "$(${user}/bin/user-run)" = "uses base" ]
        [ "$(${app}/bin/tool-run)" = "uses base" ]
        [ ! -e ${app}/bin/base-run ]
        touch $out
      '';
      pythonEnvironment = runCommand "python-environment" { nativeBuildInputs = [ (python3.withPackages (_: [ user ])) ]; } ''
        set -x
        [ "$(python3 -c 'import user; user.main()')" = "uses base" ]
        [ "$(user-run)" = "uses base" ]
        [ "$(base-run)" = base ]
        python -c 'import sys; assert sys.prefix != sys.base_prefix'
        touch $out
      '';
      pythonPath = runCommand "python-path" { buildInputs = [ user ]; } ''
        [ "$(python3 -c 'import user; user.main()')" = "uses base" ]
        touch $out
      '';
      pythonInterface = evaluates "python-interface" {
        name = lib.hasPrefix "python3." base.name && app.name == "tool-1.0";
        required = map (d: d.pname) (python3.pkgs.requiredPythonModules [ app ]) == [ "tool" "user" "base" ];
        change = (base.overridePythonAttrs (old: { version = "2"; })).version == "2";
      };
      pythonScript = runCommand "python-script" { } ''
        [ "$(${pkgs.writers.writePython3 "s" { libraries = [ base ]; } "import base\nprint(base.word())"})" = base ]
        touch $out
      '';
    }
  );
in
always // withMake // withCompiler // withGo // withPython
