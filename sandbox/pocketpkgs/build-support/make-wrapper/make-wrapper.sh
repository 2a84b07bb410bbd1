assertExecutable() {
  if [[ ! -f "$1" || ! -x "$1" ]]; then
    echo "Cannot wrap '$1' because it is not an executable file" >&2
    exit 1
  fi
}

# makeWrapper PROGRAM WRAPPER OPTION...
makeWrapper() {
  local original=$1 wrapper=$2
  shift 2
  assertExecutable "$original"
  local argv0='"$0"' resolve= text= before= after= word name separator side
  text="#! @wrapperShell@ -e"$'\n'
  while (( $# )); do
    word=$1
    shift
    case "$word" in
      --set)
        text+="export $1=${2@Q}"$'\n'
        shift 2
        ;;
      --set-default)
        text+="export $1=\${$1-${2@Q}}"$'\n'
        shift 2
        ;;
      --unset)
        text+="unset $1"$'\n'
        shift
        ;;
      --chdir)
        text+="cd ${1@Q}"$'\n'
        shift
        ;;
      --run)
        text+="$1"$'\n'
        shift
        ;;
      --prefix)
        _wrapperSearchPath prefix "$1" "$2" "$3"
        shift 3
        ;;
      --suffix)
        _wrapperSearchPath suffix "$1" "$2" "$3"
        shift 3
        ;;
      --prefix-each | --suffix-each)
        name=$1 separator=$2 side=${word#--}
        side=${side%-each}
        local -a values
        read -r -d '' -a values <<< "$3" || true
        shift 3
        local value
        for value in "${values[@]}"; do
          _wrapperSearchPath "$side" "$name" "$separator" "$value"
        done
        ;;
      --prefix-contents | --suffix-contents)
        name=$1 separator=$2 side=${word#--}
        side=${side%-contents}
        local file
        for file in $3; do
          _wrapperSearchPath "$side" "$name" "$separator" "$(cat "$file")"
        done
        shift 3
        ;;
      --add-flag)
        before+=" ${1@Q}"
        shift
        ;;
      --append-flag)
        after+=" ${1@Q}"
        shift
        ;;
      --add-flags)
        before+=" $1"
        shift
        ;;
      --append-flags)
        after+=" $1"
        shift
        ;;
      --argv0)
        argv0=${1@Q}
        shift
        ;;
      --inherit-argv0) argv0='"$0"' ;;
      --resolve-argv0) resolve=1 ;;
      *)
        echo "makeWrapper doesn't understand the arg $word" >&2
        exit 1
        ;;
    esac
  done
  if [ -n "$resolve" ]; then
    text+='if [[ "$0" != */* ]]; then set -- "$(type -P "$0")" "$@"; else set -- "$0" "$@"; fi'$'\n'
    text+='_argv0=$1; shift'$'\n'
    argv0='"$_argv0"'
  fi
  text+="exec -a $argv0 ${original@Q}$before \"\$@\"$after"$'\n'
  mkdir -p "${wrapper%/*}"
  printf '%s' "$text" > "$wrapper"
  chmod +x "$wrapper"
}
makeShellWrapper() { makeWrapper "$@"; }
makeBinaryWrapper() { makeWrapper "$@"; }

_wrapperSearchPath() {
  local side=$1 name=$2 separator=$3 value=$4
  if [ -z "$value" ]; then return 0; fi
  if [ "$side" = prefix ]; then
    text+="export $name=${value@Q}\"\${$name:+${separator}\$$name}\""$'\n'
  else
    text+="export $name=\"\${$name:+\$$name${separator}}\"${value@Q}"$'\n'
  fi
}

wrapProgram() {
  local program=$1 hidden
  shift
  assertExecutable "$program"
  hidden="${program%/*}/.${program##*/}-wrapped"
  while [ -e "$hidden" ]; do hidden+=_; done
  mv "$program" "$hidden"
  makeWrapper "$hidden" "$program" --inherit-argv0 "$@"
}
wrapProgramShell() { wrapProgram "$@"; }
wrapProgramBinary() { wrapProgram "$@"; }
