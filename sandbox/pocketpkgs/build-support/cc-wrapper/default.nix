# callPackage ./default.nix { }: Debian's gcc, for this set's C library and no other. What it compiles refers to the
# libraries that it uses, and not to the compiler.
{ lib, runCommand, gcc-unwrapped, binutils, glibc, runtimeShell, debian }:
runCommand "gcc-wrapper-${gcc-unwrapped.version}"
  {
    pname = "gcc-wrapper";
    inherit (gcc-unwrapped) version;
    inherit runtimeShell binutils;
    gcc = gcc-unwrapped;
    libcDev = glibc.dev;
    inherit (debian) multiarch;
    passthru = {
      cc = gcc-unwrapped;
      bintools = binutils;
      libc = glibc;
      libc_dev = glibc.dev;
      isGNU = true;
      isClang = false;
      targetPrefix = "";
      inherit (gcc-unwrapped) lib;
    };
    meta = { description = "GNU's compilers for C and C++"; mainProgram = "gcc"; };
    preferLocalBuild = true;
  }
  ''
    mkdir -p "$out/bin"
    ln -s "$binutils"/bin/* "$out/bin/"

    # One folder in which the compiler finds all headers as it is used to.
    include=$out/sysroot/usr/include
    mkdir -p "$include/$multiarch"
    for header in "$libcDev"/include/*; do
      if [ "''${header##*/}" != "$multiarch" ]; then ln -s "$header" "$include/"; fi
    done
    ln -s "$libcDev/include/$multiarch"/* "$gcc/include/$multiarch"/* "$include/$multiarch/"
    ln -s "$gcc/include/c++" "$include/"
    ln -s "$libcDev/lib" "$out/sysroot/usr/lib"
    ln -s usr/lib "$out/sysroot/lib"

    for pair in gcc:gcc cc:gcc g++:g++ c++:g++ cpp:cpp; do
      name=''${pair%%:*}
      export program=$gcc/bin/''${pair#*:}
      substituteAll ${./cc.sh} "$out/bin/$name"
      chmod +x "$out/bin/$name"
    done
    for name in gcc-ar gcc-nm gcc-ranlib gcov; do ln -s "$gcc/bin/$name" "$out/bin/"; done
  ''
