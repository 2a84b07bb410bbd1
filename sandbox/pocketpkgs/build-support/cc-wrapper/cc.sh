#!@runtimeShell@
# Debian's compiler with this set's C library, and with what the inputs of a build have said.
before=(
  --sysroot=@out@/sysroot -B@binutils@/bin/
  # `assert` and the like say where they are, which would tie every program to its compiler.
  -ffile-prefix-map=@out@/sysroot= -ffile-prefix-map=@gcc@= -ffile-prefix-map=@libcDev@=
)
for argument in "$@"; do
  case "$argument" in
    # The question is about the compiler itself.
    -dumpversion | -dumpmachine | -dumpfullversion | --version) exec @program@ "$@" ;;
  esac
done
exec @program@ "${before[@]}" ${NIX_CFLAGS_COMPILE_BEFORE-} "$@" ${NIX_CFLAGS_COMPILE-} ${NIX_CFLAGS_LINK-}
