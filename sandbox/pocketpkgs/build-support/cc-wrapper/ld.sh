#!@runtimeShell@
# Debian's linker, told where this set's libraries are, now and when the program starts.
# Nothing is taken from the machine's own folders, so that a program is the same wherever it was linked.
files=() folders=() names=() wanted=() given=()
static= relocatable=

if [[ $# == 1 && $1 == @* ]]; then
  # gcc puts long lists of arguments into a file.
  eval "given=($(< "${1#@}"))"
  set -- "${given[@]}"
fi
set -- "$@" ${NIX_LDFLAGS-}

while (( $# )); do
  case "$1" in
    --sysroot=*) ;;
    -dynamic-linker | --dynamic-linker) shift ;;
    -dynamic-linker=* | --dynamic-linker=*) ;;
    -L?*) folders+=("${1#-L}"); wanted+=("$1") ;;
    -L | --library-path) folders+=("$2"); wanted+=("-L$2"); shift ;;
    -l?*) names+=("${1#-l}"); wanted+=("$1") ;;
    -l | --library) names+=("$2"); wanted+=("-l$2"); shift ;;
    -o) wanted+=("$1" "$2"); shift ;;
    -m | -z | -T | -e | -h | -soname | -rpath | -rpath-link | -Map | -plugin | -plugin-opt | -u | -y) wanted+=("$1" "$2"); shift ;;
    -static | -Bstatic-pie) static=1; wanted+=("$1") ;;
    -r | -i | --relocatable) relocatable=1; wanted+=("$1") ;;
    /nix/store/*.so | /nix/store/*.so.*) files+=("$1"); wanted+=("$1") ;;
    *) wanted+=("$1") ;;
  esac
  shift
done

declare -A seen
rpath=()
addFolder() {
  local folder=$1
  case "$folder" in
    /nix/store/*) ;;
    # What is built together is found where it will be installed.
    *) if [[ -n "${NIX_BUILD_TOP-}" && -n "${out-}" && -z "${IN_NIX_SHELL-}" ]]; then folder=$out/lib; else return; fi ;;
  esac
  if [ -z "${seen[$folder]-}" ]; then
    seen[$folder]=1
    rpath+=(-rpath "$folder")
  fi
}
addFile() {
  local start real word
  LC_ALL=C IFS= read -r -n 4 start < "$1" 2> /dev/null
  if [ "$start" = $'\177ELF' ]; then
    if [ -L "$1" ]; then real=$(@coreutils@/bin/readlink -f "$1"); else real=$1; fi
    addFolder "${real%/*}"
  elif [[ "$1" == *.so ]]; then
    # A text that names the libraries.
    for word in $(< "$1"); do
      case "$word" in
        -l*) addName "${word#-l}" ;;
        *'('lib*.so.* | lib*.so.*) word=${word#*'('}; addName ":${word%')'*}" ;;
        *'('-l*) word=${word#*'(-l'}; addName "${word%')'*}" ;;
      esac
    done
  fi
}
addName() {
  local folder file
  if [ -n "${seen[-l$1]-}" ]; then return; fi
  seen[-l$1]=1
  case "$1" in :*) file=${1#:} ;; *) file=lib$1.so ;; esac
  for folder in "${folders[@]}"; do
    if [ -e "$folder/$file" ]; then addFile "$folder/$file"; return; fi
  done
}

if [ -n "$relocatable" ]; then exec @unwrapped@/bin/ld "${wanted[@]}"; fi

folders+=("@libgcc@/lib")
extra=(-nostdlib -L@libgcc@/lib)
if [ -z "$static" ]; then
  extra+=(-dynamic-linker "@glibc@/lib/@loader@")
  addFolder "@glibc@/lib"
  for name in "${names[@]}"; do addName "$name"; done
  for file in "${files[@]}"; do addFile "$file"; done
fi
if [ -n "${NIX_DEBUG-}" ]; then echo "ld:" "${wanted[@]}" "${extra[@]}" "${rpath[@]}" >&2; fi
exec @unwrapped@/bin/ld "${wanted[@]}" "${extra[@]}" "${rpath[@]}"
