# The builder's bash, the shell of `nix develop` and nix-shell all source this file. Whatever runs on
# every build is written with bash's own words, because each program started here is paid for by all.

set -e -o pipefail
shopt -s inherit_errexit nullglob
if (( BASH_VERSINFO[0] < 4 )); then
  echo "stdenv: bash is too old" >&2
  exit 1
fi

if [ ! -e "${NIX_ATTRS_SH_FILE-}" ]; then : "${outputs:=out}"; fi
export NIX_STORE=${NIX_STORE:-/nix/store}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-315532800}
export TZ=UTC
export SHELL=$shell CONFIG_SHELL=$shell

declare -a envHooks postHooks unpackCmdHooks preConfigureHooks preFixupHooks postFixupHooks fixupOutputHooks
declare -a preUnpackHooks postUnpackHooks prePatchHooks postPatchHooks postConfigureHooks preBuildHooks postBuildHooks
declare -a preCheckHooks postCheckHooks preInstallHooks postInstallHooks preInstallCheckHooks postInstallCheckHooks

# With structured attributes nothing is in the environment: what programs need goes there now.
if [ -e "${NIX_ATTRS_SH_FILE-}" ]; then
  declare -A _pkOutputs
  for _name in "${!outputs[@]}"; do
    _pkOutputs[$_name]=1
    export "$_name=${outputs[$_name]}"
  done
  if [[ "$(declare -p env 2>/dev/null)" == "declare -A"* ]]; then
    for _name in "${!env[@]}"; do export "$_name=${env[$_name]}"; done
  fi
  unset _name
fi

getAllOutputNames() {
  if [ -e "${NIX_ATTRS_SH_FILE-}" ]; then echo "${!_pkOutputs[*]}"; else echo "$outputs"; fi
}
if [ -e "${NIX_ATTRS_SH_FILE-}" ]; then allOutputs="${!_pkOutputs[*]}"; else allOutputs=$outputs; fi

# ---------------------------------------------------------------------------------------- hooks

_eval() {
  if [ "$(type -t "$1")" = function ]; then "$@"; else eval "$1"; fi
}

_callImplicitHook() {
  local default=$1 name=$2
  # `nix develop --build` runs a phase as a hook, and a package's own phase is a variable.
  if [[ "$name" == *Phase && -n "${!name-}" ]]; then eval "${!name}"
  elif declare -F "$name" >/dev/null; then "$name"
  elif [ -n "${!name-}" ]; then
    if [[ "${!name}" == /* && -f "${!name}" ]]; then source "${!name}"; else eval "${!name}"; fi
  else return "$default"
  fi
}

runHook() {
  local _hookName=$1 _hook
  shift
  local -n _hooks="${_hookName%Hook}Hooks"
  _callImplicitHook 0 "$_hookName"
  for _hook in "${_hooks[@]}"; do
    if declare -F "${_hook%% *}" >/dev/null && [[ "$_hook" != *[[:space:]]* ]]; then "$_hook" "$@"; else eval "$_hook"; fi
  done
  return 0
}

runOneHook() {
  local _hookName=$1 _hook
  shift
  local -n _hooks="${_hookName%Hook}Hooks"
  if _callImplicitHook 1 "$_hookName"; then return 0; fi
  for _hook in "${_hooks[@]}"; do
    if _eval "$_hook" "$@"; then return 0; fi
  done
  return 1
}

# ------------------------------------------------------------------------- words for hooks to use

nixErrorLog() { echo "error: $*" >&2; }
nixWarnLog() { echo "warning: $*" >&2; }
nixInfoLog() { if [ "${NIX_DEBUG:-0}" -ge 3 ]; then echo "$*" >&2; fi; }
nixDebugLog() { if [ "${NIX_DEBUG:-0}" -ge 6 ]; then echo "$*" >&2; fi; }
echoCmd() { printf '%s:' "$1"; shift; printf ' %q' "$@"; echo; }

addToSearchPathWithCustomDelimiter() {
  local delimiter=$1 name=$2 folder=$3
  if [[ -d "$folder" && "$delimiter${!name-}$delimiter" != *"$delimiter$folder$delimiter"* ]]; then
    export "$name=${!name:+${!name}$delimiter}$folder"
  fi
}
addToSearchPath() { addToSearchPathWithCustomDelimiter ":" "$@"; }

addEnvHooks() {
  shift
  local hook
  for hook in "$@"; do
    if [[ " ${envHooks[*]} " != *" $hook "* ]]; then envHooks+=("$hook"); fi
  done
}

# An array without elements counts as none: there is nothing in it to keep apart.
isArray() {
  local -n _array=$1
  (( ${#_array[@]} > 1 )) || [[ "${_array@a}" == *[aA]* ]]
}

appendToVar() {
  local -n _var=$1
  if isArray "$1" || [ -e "${NIX_ATTRS_SH_FILE-}" ]; then shift; _var=("${_var[@]}" "$@")
  else shift; _var="${_var:+$_var }$*"
  fi
}
prependToVar() {
  local -n _var=$1
  if isArray "$1" || [ -e "${NIX_ATTRS_SH_FILE-}" ]; then shift; _var=("$@" "${_var[@]}")
  else shift; _var="$*${_var:+ $_var}"
  fi
}
# concatTo TARGET name[=default]...: arrays give their elements, strings their words.
concatTo() {
  local -n _target=$1
  shift
  local _name _default
  local -a _words
  for _name in "$@"; do
    _default=
    if [[ "$_name" == *=* ]]; then _default=${_name#*=}; _name=${_name%%=*}; fi
    _addWordsOf "$_name"
    if (( ${#_words[@]} )); then _target+=("${_words[@]}")
    elif [ -n "$_default" ]; then _target+=("$_default")
    fi
  done
}
_addWordsOf() {
  local -n _source=$1
  _words=()
  if isArray "$1"; then _words=("${_source[@]}")
  elif [ -n "${_source-}" ]; then read -r -d '' -a _words <<< "$_source" || true
  fi
}
concatStringsSep() {
  local separator=$1 result= word
  local -a words=()
  concatTo words "$2"
  for word in "${words[@]}"; do result+="${result:+$separator}$word"; done
  printf '%s' "$result"
}

isELF() {
  local magic
  LC_ALL=C IFS= read -r -n 4 magic < "$1" 2>/dev/null || return 1
  [ "$magic" = $'\177ELF' ]
}
isScript() {
  local magic
  LC_ALL=C IFS= read -r -n 2 magic < "$1" 2>/dev/null || return 1
  [ "$magic" = '#!' ]
}
isMachO() { return 1; }

stripHash() {
  local name=${1##*/}
  if [[ "$name" =~ ^[a-z0-9]{32}- ]]; then name=${name:33}; fi
  printf '%s\n' "$name"
}

# --------------------------------------------------------------------------------- substitution

# $_text becomes the file's text. A read that meets a NUL ends there, and would lose the rest.
_slurp() {
  if IFS= read -r -d '' _text < "$1"; then
    echo "substitute(): ERROR: file '$1' holds a NUL byte, it is no text" >&2
    return 1
  fi
}

_substituteText() {
  local _description=$1
  shift
  local _pattern _replacement _variable
  while (( $# )); do
    case "$1" in
      --replace | --replace-fail | --replace-warn | --replace-quiet)
        if (( $# < 3 )); then echo "substitute(): ERROR: $1 needs two words" >&2; return 1; fi
        _pattern=$2 _replacement=$3
        if [[ -z "$_pattern" ]]; then echo "substitute(): ERROR: $1 with an empty pattern" >&2; return 1; fi
        if [[ "$_text" != *"$_pattern"* ]]; then
          case "$1" in
            --replace-fail)
              printf "substituteStream(): ERROR: pattern %q doesn't match anything in %s\n" "$_pattern" "$_description" >&2
              return 1
              ;;
            --replace | --replace-warn)
              printf "substituteStream(): WARNING: pattern %q doesn't match anything in %s\n" "$_pattern" "$_description" >&2
              ;;
          esac
        fi
        _text=${_text//"$_pattern"/"$_replacement"}
        shift 3
        ;;
      --subst-var)
        _variable=$2
        if ! [[ "$_variable" =~ ^[a-zA-Z_][a-zA-Z0-9_]*$ ]]; then
          echo "substitute(): ERROR: '$_variable' is not a variable's name" >&2
          return 1
        fi
        if [ -z "${!_variable+x}" ]; then echo "substitute(): ERROR: variable \$$_variable is unset" >&2; return 1; fi
        _text=${_text//"@$_variable@"/"${!_variable}"}
        shift 2
        ;;
      --subst-var-by)
        _text=${_text//"@$2@"/"$3"}
        shift 3
        ;;
      --subst-all)
        _substituteExported
        shift
        ;;
      *)
        echo "substitute(): ERROR: Invalid command line argument: $1" >&2
        return 1
        ;;
    esac
  done
}

_substituteExported() {
  local _letter _name
  local -a _names
  for _letter in {a..z}; do
    eval "_names=(\"\${!$_letter@}\")"
    for _name in "${_names[@]}"; do
      if [[ "${!_name@a}" == *x* && "$_text" == *"@$_name@"* ]]; then
        _text=${_text//"@$_name@"/"${!_name}"}
      fi
    done
  done
}

substituteStream() {
  local -n _from=$1
  local _text=$_from _description=$2
  shift 2
  _substituteText "$_description" "$@" || return 1
  printf '%s' "$_text"
}

substitute() {
  local _input=$1 _output=$2 _text
  shift 2
  if [ ! -f "$_input" ]; then
    echo "substitute(): ERROR: file '$_input' does not exist" >&2
    return 1
  fi
  _slurp "$_input" || return 1
  _substituteText "file '$_input'" "$@" || return 1
  if [ -e "$_output" ] && [ ! -w "$_output" ]; then chmod +w "$_output"; fi
  printf '%s' "$_text" > "$_output"
}

substituteInPlace() {
  local -a _files=()
  local _file
  while (( $# )) && [[ "$1" != --* ]]; do _files+=("$1"); shift; done
  if (( ${#_files[@]} == 0 )); then echo "substituteInPlace(): ERROR: no files were specified" >&2; return 1; fi
  for _file in "${_files[@]}"; do substitute "$_file" "$_file" "$@" || return 1; done
}

substituteAll() { substitute "$1" "$2" --subst-all; }
substituteAllInPlace() { local _file; for _file in "$@"; do substitute "$_file" "$_file" --subst-all; done; }
substituteAllStream() { substituteStream "$1" "$2" --subst-all; }

# --------------------------------------------------------------------------------------- inputs

declare -a _nativePackages _hostPackages
declare -A _seenNative _seenHost

# findInputs native|host PACKAGE: the package, then what it propagates, each once.
findInputs() {
  local side=$1 package=$2 next line
  local -a words
  if [ "$side" = native ]; then
    if [ -n "${_seenNative[$package]-}" ]; then return 0; fi
    _seenNative[$package]=1
    _nativePackages+=("$package")
  else
    if [ -n "${_seenHost[$package]-}" ]; then return 0; fi
    _seenHost[$package]=1
    _hostPackages+=("$package")
  fi
  if [ ! -e "$package" ]; then
    echo "build input $package does not exist" >&2
    exit 1
  fi
  for line in propagated-build-inputs propagated-host-host-deps; do
    if [ -f "$package/nix-support/$line" ]; then
      read -r -d '' -a words < "$package/nix-support/$line" || true
      for next in "${words[@]}"; do findInputs "$side" "$next"; done
    fi
  done
  if [ -f "$package/nix-support/propagated-native-build-inputs" ]; then
    read -r -d '' -a words < "$package/nix-support/propagated-native-build-inputs" || true
    for next in "${words[@]}"; do findInputs native "$next"; done
  fi
}

_activate() {
  local _package=$1 hostOffset=$2 targetOffset=$3
  if [ -f "$_package" ]; then
    source "$_package"
    return 0
  fi
  # Without strictDeps, a program is found whichever list its package is in.
  if [[ "$hostOffset" == -1 || -z "${strictDeps-}" ]]; then
    if [ -d "$_package/bin" ]; then _inputPath+="${_inputPath:+:}$_package/bin"; fi
  fi
  if [ -d "$_package/share" ]; then addToSearchPath XDG_DATA_DIRS "$_package/share"; fi
  if [ -f "$_package/nix-support/setup-hook" ]; then source "$_package/nix-support/setup-hook"; fi
}

_compilerFlags() {
  local package=$1 folder
  for folder in "$package/include" "$package/include/$hostMultiarch"; do
    if [[ -d "$folder" && ! -L "$folder" ]]; then
      NIX_CFLAGS_COMPILE+=" -isystem $folder"
      if [ -n "$ccReadsOwnVariables" ]; then
        addToSearchPath C_INCLUDE_PATH "$folder"
        addToSearchPath CPLUS_INCLUDE_PATH "$folder"
      fi
    fi
  done
  for folder in "$package/lib" "$package/lib/$hostMultiarch" "$package/lib64"; do
    if [[ -d "$folder" && ! -L "$folder" ]]; then
      NIX_LDFLAGS+=" -L$folder"
      if [ -n "$ccReadsOwnVariables" ]; then
        addToSearchPath LIBRARY_PATH "$folder"
        addToSearchPath LD_RUN_PATH "$folder"
      fi
    fi
  done
}

_pkgConfigPath() {
  local folder
  for folder in "$1/lib/pkgconfig" "$1/lib/$hostMultiarch/pkgconfig" "$1/share/pkgconfig"; do
    # The folder named like the architecture may be a link to the one above it.
    if [ ! -L "${folder%/pkgconfig}" ]; then addToSearchPath PKG_CONFIG_PATH "$folder"; fi
  done
}

_setUpInputs() {
  local _package _hook
  local -a _native=() _host=()
  concatTo _native depsBuildBuild depsBuildBuildPropagated nativeBuildInputs propagatedNativeBuildInputs depsBuildTarget depsBuildTargetPropagated
  concatTo _host depsHostHost depsHostHostPropagated buildInputs propagatedBuildInputs depsTargetTarget depsTargetTargetPropagated
  for _package in "${_native[@]}" $defaultNativeBuildInputs; do findInputs native "$_package"; done
  for _package in "${_host[@]}"; do findInputs host "$_package"; done

  for _package in "${_nativePackages[@]}"; do _activate "$_package" -1 0; done
  for _package in "${_hostPackages[@]}"; do
    # One that is in both lists has been sourced.
    if [ -z "${_seenNative[$_package]-}" ]; then _activate "$_package" 0 1; fi
  done

  for _package in "${_hostPackages[@]}"; do
    if [ -z "$stdenvCC" ] || [ "$_package" != "$stdenvCC" ]; then _compilerFlags "$_package"; fi
    _pkgConfigPath "$_package"
  done
  for _package in "${_nativePackages[@]}"; do _pkgConfigPath "$_package"; done
  for _hook in "${envHooks[@]}"; do
    for _package in "${_nativePackages[@]}" "${_hostPackages[@]}"; do
      if [ -d "$_package" ]; then "$_hook" "$_package"; fi
    done
  done
}

_setUpPath() {
  local package
  PATH=
  for package in $initialPath; do
    if [ -d "$package/bin" ]; then PATH+="${PATH:+:}$package/bin"; fi
  done
  export PATH
}

_setUpCompiler() {
  if [ -z "$stdenvCC" ]; then return 0; fi
  local pair program name
  for pair in CC:gcc CXX:g++ AR:ar AS:as LD:ld NM:nm RANLIB:ranlib OBJCOPY:objcopy OBJDUMP:objdump READELF:readelf STRIP:strip SIZE:size STRINGS:strings; do
    name=${pair%%:*} program=${pair#*:}
    if [[ -z "${!name-}" && -x "$stdenvCC/bin/$program" ]]; then export "$name=$program"; fi
  done
  # A library of this very package is found again where it will be installed.
  if [[ -n "$ccReadsOwnVariables" && -n "${out-}" && -n "${LD_RUN_PATH-}" ]]; then
    export LD_RUN_PATH="${!outputLib-$out}/lib:$LD_RUN_PATH"
  fi
  if [ -n "${NIX_CFLAGS_COMPILE-}" ]; then export NIX_CFLAGS_COMPILE; fi
  if [ -n "${NIX_LDFLAGS-}" ]; then export NIX_LDFLAGS; fi
}

# Which output takes which kind of file, when there is more than one.
_outputFor() {
  local name=$1
  shift
  if [ -n "${!name-}" ]; then return 0; fi
  local candidate
  for candidate in "$@"; do
    if [ -n "${!candidate-}" ] && [[ " $allOutputs " == *" $candidate "* ]]; then
      declare -g "$name=$candidate"
      return 0
    fi
  done
  declare -g "$name=${allOutputs%% *}"
}
_outputFor outputDev dev out
_outputFor outputBin bin out
_outputFor outputInclude "$outputDev"
_outputFor outputLib lib out
_outputFor outputDoc doc out
_outputFor outputDevdoc devdoc "$outputDoc"
_outputFor outputMan man "$outputBin"
_outputFor outputDevman devman devdoc "$outputMan"
_outputFor outputInfo info "$outputBin"

_inputPath=
_setUpPath
: "${NIX_BUILD_CORES:=1}"
if (( NIX_BUILD_CORES <= 0 )); then NIX_BUILD_CORES=$(nproc); fi
export NIX_BUILD_CORES
# A hook in an input may need the programs of the inputs before it, but none may need to fork for them.
_setUpInputs
PATH=$_inputPath${_inputPath:+${PATH:+:}}$PATH
_setUpCompiler
if [ -z "${XDG_DATA_DIRS-}" ]; then unset XDG_DATA_DIRS; fi

if [[ -z "${prefix-}" && -n "${out-}" ]]; then prefix=$out; fi

# ------------------------------------------------------------------------------------ unpacking

unpackCmdHooks+=(_defaultUnpack)
_defaultUnpack() {
  local file=$1
  if [ -d "$file" ]; then
    local name
    name=$(stripHash "$file")
    if [ -e "$name" ]; then echo "Cannot copy $file to $name: destination already exists!" >&2; return 1; fi
    cp -r --preserve=mode,timestamps --reflink=auto -- "$file" "$name"
    return
  fi
  case "$file" in
    *.tar.xz | *.tar.lzma | *.txz) xz -d < "$file" | tar xf - --mode=+w --warning=no-timestamp ;;
    *.tar.zst) zstd -d < "$file" | tar xf - --mode=+w --warning=no-timestamp ;;
    # tar itself would start these through /bin/sh.
    *.tar.gz | *.tgz | *.crate) gzip -d < "$file" | tar xf - --mode=+w --warning=no-timestamp ;;
    *.tar.bz2 | *.tbz | *.tbz2) bzip2 -d < "$file" | tar xf - --mode=+w --warning=no-timestamp ;;
    *.tar | *.tar.*) tar xf "$file" --mode=+w --warning=no-timestamp ;;
    *.zip | *.jar)
      if ! type -P unzip >/dev/null; then
        echo "unpacking $file needs \`unzip' in nativeBuildInputs" >&2
        return 1
      fi
      unzip -qq -- "$file"
      ;;
    *) return 1 ;;
  esac
}

unpackFile() {
  local curSrc=$1
  echo "unpacking source archive $curSrc"
  if ! runOneHook unpackCmd "$curSrc"; then
    echo "do not know how to unpack source archive $curSrc" >&2
    exit 1
  fi
}

unpackPhase() {
  runHook preUnpack
  local -a sources=()
  local entry file
  if isArray srcs || [ -n "${srcs-}" ]; then concatTo sources srcs
  elif [ -n "${src-}" ]; then sources=("$src")
  else
    # shellcheck disable=SC2016
    echo 'variable $src or $srcs should point to the source' >&2
    exit 1
  fi

  local -A before=()
  for entry in *; do if [ -d "$entry" ]; then before[$entry]=1; fi; done
  for file in "${sources[@]}"; do unpackFile "$file"; done

  if [ -n "${setSourceRoot-}" ] || declare -F setSourceRoot >/dev/null; then
    runOneHook setSourceRoot
  elif [ -z "${sourceRoot-}" ]; then
    for entry in *; do
      if [[ -d "$entry" && -z "${before[$entry]-}" ]]; then
        if [ -n "${sourceRoot-}" ]; then
          echo "unpacker produced multiple directories" >&2
          exit 1
        fi
        sourceRoot=$entry
      fi
    done
  fi
  if [ -z "${sourceRoot-}" ]; then
    echo "unpacker appears to have produced no directories" >&2
    exit 1
  fi
  echo "source root is $sourceRoot"
  if [ "${dontMakeSourcesWritable:-0}" != 1 ]; then chmod -R u+w -- "$sourceRoot"; fi
  runHook postUnpack
}

# ------------------------------------------------------------------------------------- patching

patchPhase() {
  runHook prePatch
  local -a list=() flags=()
  local file reader
  concatTo list patches
  concatTo flags patchFlags=-p1
  for file in "${list[@]}"; do
    echo "applying patch $file"
    case "$file" in
      *.gz) reader="gzip -d" ;;
      *.bz2) reader="bzip2 -d" ;;
      *.xz) reader="xz -d" ;;
      *) reader=cat ;;
    esac
    $reader < "$file" | patch "${flags[@]}"
  done
  runHook postPatch
}

# ------------------------------------------------------------------- configure, build and install

_outputDirs() {
  if [[ "$allOutputs" != *" "* || -z "${setOutputFlags-1}" ]]; then return 0; fi
  _outputFlags=(
    "--bindir=${!outputBin}/bin" "--sbindir=${!outputBin}/sbin"
    "--includedir=${!outputInclude}/include" "--libdir=${!outputLib}/lib"
    "--libexecdir=${!outputLib}/libexec" "--mandir=${!outputMan}/share/man"
    "--infodir=${!outputInfo}/share/info" "--docdir=${!outputDoc}/share/doc/${pname:-$name}"
    "--localedir=${!outputLib}/share/locale"
  )
}

configurePhase() {
  runHook preConfigure
  if [[ -z "${configureScript-}" && -x ./configure ]]; then configureScript=./configure; fi
  local -a flags=() _outputFlags=()
  if [[ -z "${dontAddPrefix-}" && -n "${prefix-}" ]]; then flags+=("${prefixKey:---prefix=}$prefix"); fi
  if [ -n "${configureScript-}" ]; then
    if [ -f "$configureScript" ]; then
      if [[ -z "${dontAddDisableDepTrack-}" ]] && grep -q dependency-tracking "$configureScript"; then
        flags=(--disable-dependency-tracking "${flags[@]}")
      fi
      if [[ -z "${dontDisableStatic-}" ]] && grep -q enable-static "$configureScript"; then
        flags=(--disable-static "${flags[@]}")
      fi
      if grep -q -- --bindir "$configureScript"; then _outputDirs; fi
    fi
    if [ -z "${dontPatchShebangsInConfigure-}" ] && [ -f "$configureScript" ]; then patchShebangs --build "$configureScript" >/dev/null; fi
    flags+=("${_outputFlags[@]}")
    concatTo flags configureFlags configureFlagsArray
    echoCmd 'configure flags' "${flags[@]}"
    local -a script
    read -r -a script <<< "$configureScript"
    "${script[@]}" "${flags[@]}"
  else
    echo "no configure script, doing nothing"
  fi
  runHook postConfigure
}

_hasMakefile() { [[ -n "${makefile-}" || -e Makefile || -e makefile || -e GNUmakefile ]]; }
_parallel() { if [ -n "${!1-}" ]; then flags+=("-j$NIX_BUILD_CORES"); fi; }

buildPhase() {
  runHook preBuild
  if [ -z "${makeFlags-}" ] && ! _hasMakefile; then
    echo "no Makefile or custom buildPhase, doing nothing"
  else
    local -a flags=()
    _parallel enableParallelBuilding
    flags+=("SHELL=$SHELL")
    concatTo flags makeFlags makeFlagsArray buildFlags buildFlagsArray
    echoCmd 'build flags' "${flags[@]}"
    make ${makefile:+-f "$makefile"} "${flags[@]}"
  fi
  runHook postBuild
}

checkPhase() {
  runHook preCheck
  if [ -z "${makeFlags-}" ] && ! _hasMakefile; then
    echo "no Makefile or custom checkPhase, doing nothing"
  else
    local -a flags=() targets=()
    concatTo targets checkTarget
    if (( ${#targets[@]} == 0 )); then
      if make -n ${makefile:+-f "$makefile"} check >/dev/null 2>&1; then targets=(check)
      elif make -n ${makefile:+-f "$makefile"} test >/dev/null 2>&1; then targets=(test)
      fi
    fi
    if (( ${#targets[@]} == 0 )); then
      echo "no check/test target in ${makefile:-Makefile}, doing nothing"
    else
      _parallel enableParallelChecking
      flags+=("SHELL=$SHELL")
      concatTo flags makeFlags makeFlagsArray checkFlags=VERBOSE=y checkFlagsArray
      echoCmd 'check flags' "${flags[@]}" "${targets[@]}"
      make ${makefile:+-f "$makefile"} "${flags[@]}" "${targets[@]}"
    fi
  fi
  runHook postCheck
}

installPhase() {
  runHook preInstall
  if [ -z "${makeFlags-}" ] && ! _hasMakefile; then
    echo "no Makefile or custom installPhase, doing nothing"
  else
    if [ -n "${prefix-}" ]; then mkdir -p "$prefix"; fi
    local -a flags=()
    _parallel enableParallelInstalling
    flags+=("SHELL=$SHELL")
    concatTo flags makeFlags makeFlagsArray installFlags installFlagsArray installTargets=install
    echoCmd 'install flags' "${flags[@]}"
    make ${makefile:+-f "$makefile"} "${flags[@]}"
  fi
  runHook postInstall
}

installCheckPhase() {
  runHook preInstallCheck
  if ! _hasMakefile; then
    echo "no Makefile or custom installCheckPhase, doing nothing"
  else
    local -a flags=() targets=()
    concatTo targets installCheckTarget=installcheck
    if [ -z "${installCheckTarget-}" ] && ! make -n ${makefile:+-f "$makefile"} installcheck >/dev/null 2>&1; then
      echo "no installcheck target in ${makefile:-Makefile}, doing nothing"
    else
      flags+=("SHELL=$SHELL")
      concatTo flags makeFlags makeFlagsArray installCheckFlags installCheckFlagsArray
      make ${makefile:+-f "$makefile"} "${flags[@]}" "${targets[@]}"
    fi
  fi
  runHook postInstallCheck
}

distPhase() {
  runHook preDist
  local -a flags=()
  concatTo flags distFlags distFlagsArray distTarget=dist
  make ${makefile:+-f "$makefile"} "${flags[@]}"
  if [ "${dontCopyDist:-0}" != 1 ]; then
    mkdir -p "$out/tarballs"
    # A glob on purpose: the list may hold patterns.
    # shellcheck disable=SC2086
    cp -pvd ${tarballs[*]:-*.tar.gz} "$out/tarballs"
  fi
  runHook postDist
}

# --------------------------------------------------------------------------------------- fixup

patchShebangs() {
  local update=
  while [[ "${1-}" == --* ]]; do
    case "$1" in
      --build | --host) ;;
      --update) update=1 ;;
      --) shift; break ;;
      *) echo "patchShebangs: unknown option $1" >&2; return 1 ;;
    esac
    shift
  done
  local file line interpreter rest program words new stamp
  local -a files=() found
  for file in "$@"; do
    if [ -d "$file" ]; then
      mapfile -d '' -t found < <(find "$file" -type f -perm -0100 -print0)
      files+=("${found[@]}")
    elif [[ -f "$file" && ( -x "$file" || -n "$update" ) ]]; then files+=("$file")
    fi
  done
  for file in "${files[@]}"; do
    isScript "$file" || continue
    IFS= read -r line < "$file" || [ -n "$line" ] || continue
    line=${line#'#!'}
    read -r interpreter rest <<< "$line"
    if [[ -z "$interpreter" || ( "$interpreter" == "$NIX_STORE"/* && -z "$update" ) ]]; then continue; fi
    read -r -a words <<< "$rest"
    if [[ "$interpreter" == */bin/env ]]; then
      case "${words[0]-}" in
        -S) program=${words[1]-} rest=${words[*]:2} ;;
        -* | *=*)
          echo "$file: unsupported interpreter directive \"$line\" (set dontPatchShebangs=1 and handle shebang patching yourself)" >&2
          return 1
          ;;
        *) program=${words[0]-} rest=${words[*]:1} ;;
      esac
    else
      program=${interpreter##*/}
    fi
    if [[ -z "$program" ]]; then continue; fi
    new=$(type -P "$program" || true)
    if [[ "$new" != /* || "$new" == "$interpreter" ]]; then continue; fi
    new="#!$new${rest:+ $rest}"
    if [ "$new" != "#!$line" ]; then
      echo "$file: interpreter directive changed from \"$line\" to \"${new#'#!'}\""
      stamp=$(stat --printf "%y" "$file")
      new=$(sed -e 's/[\\|&]/\\&/g' <<< "$new")
      sed -i -e "1 s|.*|$new|" "$file"
      touch --date "$stamp" "$file"
    fi
  done
}

patchShebangsAuto() {
  if [[ -n "${dontPatchShebangs-}" || ! -d "$prefix" ]]; then return 0; fi
  patchShebangs --host "$prefix"
}
fixupOutputHooks+=(patchShebangsAuto _moveSbin _doStrip)

_moveSbin() {
  if [[ -n "${dontMoveSbin-}" || ! -d "$prefix/sbin" || -L "$prefix/sbin" ]]; then return 0; fi
  mkdir -p "$prefix/bin"
  local file
  for file in "$prefix"/sbin/*; do mv "$file" "$prefix/bin/"; done
  rmdir "$prefix/sbin"
  ln -s bin "$prefix/sbin"
}

_doStrip() {
  if [ -n "${dontStrip-}" ] || ! type -P "${STRIP:-strip}" >/dev/null; then return 0; fi
  local folder file
  local -a folders=() wanted=()
  concatTo wanted stripDebugList
  if (( ${#wanted[@]} == 0 )); then wanted=(lib lib32 lib64 libexec bin sbin); fi
  for folder in "${wanted[@]}"; do
    if [[ -d "$prefix/$folder" && ! -L "$prefix/$folder" ]]; then folders+=("$prefix/$folder"); fi
  done
  if (( ${#folders[@]} == 0 )); then return 0; fi
  while IFS= read -r -d '' file; do
    if isELF "$file"; then
      "${STRIP:-strip}" ${stripDebugFlags:--S -p} "$file" 2>/dev/null || true
    fi
  done < <(find "${folders[@]}" -type f -print0)
}

moveToOutput() {
  local pattern=$1 target=$2 output path relative name
  for name in $allOutputs; do
    output=${!name}
    if [[ "$output" == "$target" || ! -d "$output" ]]; then continue; fi
    for path in "$output"/$pattern; do
      if [ ! -e "$path" ] && [ ! -L "$path" ]; then continue; fi
      relative=${path#"$output"/}
      echo "Moving $path to $target/$relative"
      if [[ -d "$path" && -d "$target/$relative" ]]; then
        mv "$path"/* "$target/$relative/"
        rmdir "$path"
      else
        relative=$target/$relative
        mkdir -p "${relative%/*}"
        mv "$path" "$relative"
      fi
      rmdir -p --ignore-fail-on-non-empty "${path%/*}" 2>/dev/null || true
    done
  done
}

_spreadOutputs() {
  if [[ "$allOutputs" != *" "* || -n "${dontSpreadOutputs-}" ]]; then return 0; fi
  local path kind
  for path in include lib/pkgconfig share/pkgconfig lib/cmake share/aclocal; do
    if [ "$outputDev" != out ] && [ "${moveToDev-1}" = 1 ]; then moveToOutput "$path" "${!outputDev}"; fi
  done
  for path in share/info:outputInfo share/doc:outputDoc share/gtk-doc:outputDevdoc share/man:outputMan; do
    kind=${path#*:}
    kind=${!kind}
    if [ "$kind" != out ]; then moveToOutput "${path%%:*}" "${!kind}"; fi
  done
}
preFixupHooks+=(_spreadOutputs)

_recordPropagated() {
  local _folder="${!outputDev}/nix-support" _pair _file _list _text
  local -a _propagated
  for _pair in propagatedBuildInputs:propagated-build-inputs propagatedNativeBuildInputs:propagated-native-build-inputs; do
    _propagated=()
    concatTo _propagated "${_pair%%:*}"
    _file=${_pair#*:}
    # Who takes the dev output needs the programs and the libraries too.
    if [[ "$_file" == propagated-build-inputs && "$allOutputs" == *" "* && "$outputDev" != "${allOutputs%% *}" && " $allOutputs " == *" $outputDev "* ]]; then
      for _list in "$outputBin" "$outputInclude" "$outputLib"; do
        if [[ "$_list" != "$outputDev" && -d "${!_list-}" && " ${_propagated[*]} " != *" ${!_list} "* ]]; then _propagated+=("${!_list}"); fi
      done
    fi
    if (( ${#_propagated[@]} )); then
      mkdir -p "$_folder"
      printf '%s' "${_propagated[*]}" > "$_folder/$_file"
    fi
  done
  if [ -n "${setupHook-}" ]; then
    mkdir -p "$_folder"
    substituteAll "$setupHook" "$_folder/setup-hook"
  fi
  _propagated=()
  concatTo _propagated setupHooks
  for _file in "${_propagated[@]}"; do
    mkdir -p "$_folder"
    IFS= read -r -d '' _text < "$_file" || true
    printf '%s\n' "$_text" >> "$_folder/setup-hook"
    substituteAll "$_folder/setup-hook" "$_folder/setup-hook"
  done
  _propagated=()
  concatTo _propagated propagatedUserEnvPkgs
  if (( ${#_propagated[@]} )); then
    mkdir -p "${!outputBin}/nix-support"
    printf '%s' "${_propagated[*]}" > "${!outputBin}/nix-support/propagated-user-env-packages"
  fi
}

fixupPhase() {
  local output prefix
  for output in $allOutputs; do
    if [[ -e "${!output}" && ! -L "${!output}" ]]; then chmod -R u+w "${!output}"; fi
  done
  runHook preFixup
  for output in $allOutputs; do
    prefix=${!output} runHook fixupOutput
  done
  _recordPropagated
  runHook postFixup
}

# --------------------------------------------------------------------------------------- phases

showPhaseHeader() {
  echo "Running phase: $1"
  if [ -n "${NIX_LOG_FD-}" ]; then
    printf '@nix { "action": "setPhase", "phase": "%s" }\n' "$1" >&"$NIX_LOG_FD"
  fi
}
showPhaseFooter() { :; }

dumpVars() {
  if [[ "${noDumpEnvVars:-0}" != 1 && -d "${NIX_BUILD_TOP-}" && -w "${NIX_BUILD_TOP-}" ]]; then
    export > "$NIX_BUILD_TOP/env-vars" 2>/dev/null || true
  fi
}

definePhases() {
  if [ -n "${phases[*]-}" ]; then return 0; fi
  phases="${prePhases[*]-} unpackPhase patchPhase ${preConfigurePhases[*]-} configurePhase \
    ${preBuildPhases[*]-} buildPhase checkPhase ${preInstallPhases[*]-} installPhase \
    ${preFixupPhases[*]-} fixupPhase installCheckPhase ${preDistPhases[*]-} distPhase ${postPhases[*]-}"
}

runPhase() {
  local curPhase=$1
  case "$curPhase" in
    unpackPhase) if [ -n "${dontUnpack-}" ]; then return 0; fi ;;
    patchPhase) if [ -n "${dontPatch-}" ]; then return 0; fi ;;
    configurePhase) if [ -n "${dontConfigure-}" ]; then return 0; fi ;;
    buildPhase) if [ -n "${dontBuild-}" ]; then return 0; fi ;;
    checkPhase) if [ -z "${doCheck-}" ]; then return 0; fi ;;
    installPhase) if [ -n "${dontInstall-}" ]; then return 0; fi ;;
    fixupPhase) if [ -n "${dontFixup-}" ]; then return 0; fi ;;
    installCheckPhase) if [ -z "${doInstallCheck-}" ]; then return 0; fi ;;
    distPhase) if [ -z "${doDist-}" ]; then return 0; fi ;;
  esac
  showPhaseHeader "$curPhase"
  dumpVars
  # A variable of that name wins over the function, so that a package can set the phase.
  eval "${!curPhase:-$curPhase}"
  if [ "$curPhase" = unpackPhase ]; then
    if [[ -n "${sourceRoot-}" && ! -x "$sourceRoot" ]]; then chmod +x -- "$sourceRoot"; fi
    cd -- "${sourceRoot:-.}"
  fi
}

genericBuild() {
  export GZIP_NO_TIMESTAMPS=1
  dumpVars
  if [ -f "${buildCommandPath-}" ]; then
    source "$buildCommandPath"
    return
  fi
  if [ -n "${buildCommand-}" ]; then
    eval "$buildCommand"
    return
  fi
  definePhases
  local curPhase
  for curPhase in ${phases[*]}; do runPhase "$curPhase"; done
}

exitHandler() {
  local status=$?
  set +e
  if (( status != 0 )); then
    runHook failureHook
    if [ -n "${succeedOnFailure-}" ]; then
      echo "build failed with exit code $status (ignored)" >&2
      mkdir -p "$out/nix-support"
      printf '%s' "$status" > "$out/nix-support/failed"
      exit 0
    fi
  else
    runHook exitHook
  fi
  exit "$status"
}

runHook postHook
if [ -n "${userHook-}" ]; then eval "$userHook"; fi
