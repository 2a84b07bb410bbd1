# The package set as a fixed point of layers: names that are known elsewhere, Debian's packages, what is built around
# them, other names for the same, and the user's overlays.
{ buildSystem, hostSystem, overlays, config }:
let
  lib = import ./lib;
  list = lib.importJSON ./packages.json;
  debian = import ./debian {
    inherit lib buildSystem hostSystem list;
    lock = lib.importJSON ./lock.json;
    fixes = import ./debian/fixes.nix;
    bootstrapDir = ./bootstrap;
  };
  buildPlatform = lib.systems.elaborate buildSystem;
  hostPlatform = lib.systems.elaborate hostSystem;
  isNative = buildSystem == hostSystem;

  again = changes: import ./top-level.nix ({ inherit buildSystem hostSystem overlays config; } // changes);

  base = final: _: {
    inherit lib debian overlays buildPlatform hostPlatform;
    targetPlatform = hostPlatform;
    config = if lib.isFunction config then config { pkgs = final; } else config;
    path = ./.;
    pkgs = final;
    inherit (hostPlatform) system;

    splicePackages = sets: sets.pkgsHostTarget or final;
    makeScopeWithSplicing' = { f, ... }: lib.makeScope final.newScope f;
    generateSplicesForMkScope = _: { };

    stdenvNoCC = import ./stdenv {
      inherit lib buildPlatform hostPlatform;
      inherit (final) config;
      shell = final.buildPackages.bash;
      initialPath = with final.buildPackages; [
        coreutils findutils diffutils gnused gnugrep gawk gnutar gzip bzip2 gnumake bash patch xz file
      ];
      ccReadsOwnVariables = false;
    };
    # A compiler for another machine is none of the packages here.
    stdenv = if isNative then final.stdenvNoCC.override { cc = final.gcc; } else final.stdenvNoCC;
    overrideCC = stdenv: cc: stdenv.override { inherit cc; };
    gcc = final.callPackage ./build-support/cc-wrapper { };
    wrapCC = cc: final.gcc.override { gcc-unwrapped = cc; };
    wrapCCWith = { cc, ... }: final.wrapCC cc;
    binutils = final.callPackage ./build-support/cc-wrapper/binutils.nix { };

    # A set of the same kind with other overlays, or for other systems.
    extend = overlay: again { overlays = overlays ++ [ overlay ]; };
    appendOverlays = more: again { overlays = overlays ++ more; };
    buildPackages = if isNative then final else again { hostSystem = buildSystem; };
    targetPackages = final;
    pkgsBuildBuild = final.buildPackages;
    pkgsBuildHost = final.buildPackages;
    pkgsBuildTarget = final.buildPackages;
    pkgsHostHost = final;
    pkgsHostTarget = final;
    pkgsTargetTarget = final;
    pkgsi686Linux = again { buildSystem = "i686-linux"; hostSystem = "i686-linux"; };
    pkgsCross = lib.mapAttrs (_: cross: again { hostSystem = (lib.systems.elaborate cross).system; })
      { inherit (lib.systems.examples) aarch64-multiplatform gnu32 gnu64; };
  };

  # What runs while something is built is the builder's own.
  cross = final: _:
    import ./build-support/trivial-builders.nix
      {
        inherit lib;
        inherit (final) stdenv stdenvNoCC;
        inherit (final.buildPackages) shellcheck;
        runtimeShellPackage = final.bash;
      } // {
      inherit (final.buildPackages) makeWrapper installShellFiles;
      buildGoModule = final.callPackage ./build-support/build-go-module.nix {
        inherit (final.buildPackages) go git cacert;
      };
    };

  layers = [
    (import ./unknown.nix)
    (_: _: debian.attributes)
    base
    (import ./build-support)
    (import ./python.nix)
    (import ./aliases.nix)
    (import ./requires.nix)
  ] ++ lib.optional (!isNative) cross ++ overlays;
in
lib.fix (lib.foldl' (lib.flip lib.extends) (_: { }) layers)
