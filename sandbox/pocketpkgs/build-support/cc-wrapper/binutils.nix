# callPackage ./binutils.nix { }: Debian's binutils, whose linker knows this set's C library and says where libraries
# are to be found when a program starts.
{ lib, runCommand, binutils-unwrapped, glibc, libgcc, runtimeShell, coreutils, debian }:
runCommand "binutils-wrapper-${binutils-unwrapped.version}"
  {
    inherit (binutils-unwrapped) pname version;
    unwrapped = binutils-unwrapped;
    inherit runtimeShell coreutils glibc libgcc;
    inherit (debian) loader;
    passthru = { bintools = binutils-unwrapped; libc = glibc; };
    meta = { description = "GNU's linker, assembler and tools for object files"; mainProgram = "ld"; };
    preferLocalBuild = true;
  }
  ''
    mkdir -p "$out/bin"
    for program in "$unwrapped"/bin/*; do
      case "''${program##*/}" in
        ld | ld.bfd | *-linux-gnu-ld | *-linux-gnu-ld.bfd) ;;
        *) ln -s "$program" "$out/bin/" ;;
      esac
    done
    substituteAll ${./ld.sh} "$out/bin/ld"
    chmod +x "$out/bin/ld"
    ln -s ld "$out/bin/ld.bfd"
  ''
