{
  lib,
  buildPlatform,
  hostPlatform ? buildPlatform,
  targetPlatform ? hostPlatform,
  # A derivation with bin/bash. `nix develop` needs the builder to be called bash.
  shell,
  # Derivations whose programs every build finds: coreutils, findutils, sed, grep, tar, and so on.
  initialPath,
  cc ? null,
  # A plain Debian gcc reads none of nixpkgs' variables; its own then say where inputs are.
  ccReadsOwnVariables ? true,
  config ? { },
  extraAttrs ? { },
  extraNativeBuildInputs ? [ ],
}:
let
  bash = "${shell}/bin/bash";
  programs = lib.unique (map toString (initialPath ++ [ shell ]));

  setup = derivation {
    name = "stdenv-${if hostPlatform.isLinux then "linux" else hostPlatform.parsed.kernel.name}";
    inherit (buildPlatform) system;
    builder = bash;
    # Only the last line of `-c` would be taken over by its program, and that ends in `exit`.
    args = [ "-e" "-c" ''
      mkdir -p "$out/nix-support"
      {
        printf 'shell=%q\n' "$shell"
        printf 'initialPath=%q\n' "$initialPath"
        printf 'defaultNativeBuildInputs=%q\n' "$defaultNativeBuildInputs"
        printf 'stdenvCC=%q\n' "$stdenvCC"
        printf 'ccReadsOwnVariables=%q\n' "$ccReadsOwnVariables"
        printf 'hostMultiarch=%q\n' "$hostMultiarch"
        cat "$setup"
      } > "$out/setup"
      cp "$defaultBuilder" "$out/default-builder.sh"
      exit 0
    '' ];
    shell = bash;
    setup = ./setup.sh;
    defaultBuilder = ./default-builder.sh;
    initialPath = programs;
    defaultNativeBuildInputs = map toString (extraNativeBuildInputs ++ lib.optional (cc != null) cc);
    stdenvCC = if cc == null then "" else "${cc}";
    inherit ccReadsOwnVariables;
    # Debian keeps libraries in folders named like this.
    hostMultiarch = "${if hostPlatform.isi686 then "i386" else hostPlatform.parsed.cpu.name}-linux-gnu";
    PATH = lib.makeBinPath initialPath;
    preferLocalBuild = true;
    allowSubstitutes = false;
  };

  stdenv = setup
    // {
      inherit buildPlatform hostPlatform targetPlatform initialPath cc config;
      inherit (hostPlatform) system;
      inherit
        (hostPlatform)
        isLinux isDarwin isBSD isFreeBSD isWindows isi686 isx86_32 isx86_64 is32bit is64bit
        isAarch32 isAarch64 isBigEndian;
      shell = bash;
      shellPackage = shell;
      hasCC = cc != null;
      defaultNativeBuildInputs = extraNativeBuildInputs ++ lib.optional (cc != null) cc;
      defaultBuildInputs = [ ];
      extraNativeBuildInputs = [ ];
      meta = { description = "The standard environment of builds"; platforms = lib.platforms.all; };
      mkDerivation = import ./make-derivation.nix { inherit lib stdenv config; };
    }
    // extraAttrs;
in
stdenv
