# One folder's merge at a time: a name that a single package has becomes one link, whole folders too.
shopt -s dotglob nullglob

declare -A _priority
declare -a _packages
read -r -d '' -a _given < "$chosenPath" || true
_given=($(printf '%s\n' "${_given[@]}" | sort -s -t: -k1,1n))
_take() {
  local priority=$1 package=$2 file
  local -a more
  if [ -n "${_priority[$package]-}" ]; then return 0; fi
  _priority[$package]=$priority
  _packages+=("$package")
  file=$package/nix-support/propagated-user-env-packages
  if [ -f "$file" ]; then
    read -r -d '' -a more < "$file" || true
    for package in "${more[@]}"; do _take $(( priority + 1000 )) "$package"; done
  fi
}
for _one in "${_given[@]}"; do _take "${_one%%:*}" "${_one#*:}"; done

_collide() {
  local first=$1 second=$2 firstPriority=$3 secondPriority=$4
  if (( firstPriority < secondPriority )); then return 0; fi
  if [[ "$first" -ef "$second" ]]; then return 0; fi
  if [[ -n "$checkCollisionContents" && -f "$first" && -f "$second" ]] && cmp -s "$first" "$second"; then
    if [[ -x "$first" && -x "$second" || ! -x "$first" && ! -x "$second" ]]; then return 0; fi
  fi
  if [ -n "$ignoreCollisions" ]; then
    echo "pkgs.buildEnv warning: collision between \`$first' and \`$second'" >&2
    return 0
  fi
  echo "pkgs.buildEnv error: two given paths contain a conflicting subpath:" >&2
  echo "  \`$first' and" >&2
  echo "  \`$second'" >&2
  echo "hint: this may be caused by two different versions of the same package in buildEnv's \`paths\` parameter" >&2
  exit 1
}

# _merge RELATIVE PRIORITY:FOLDER...
_merge() {
  local relative=$1 provider folder entry name first list
  shift
  local -A providers=()
  local -a order=() whole=() several=()
  for provider in "$@"; do
    folder=${provider#*:}
    for entry in "$folder"/*; do
      name=${entry##*/}
      if [[ -z "$relative" && "$name" == nix-support ]]; then continue; fi
      case "$relative/$name" in
        */log/* | *.la | */perllocal.pod | /lib/python*/__pycache__ | /share/info/dir | /share/mime/mime.cache) continue ;;
      esac
      if [ -z "${providers[$name]-}" ]; then order+=("$name"); fi
      providers[$name]+="${provider%%:*}:$entry"$'\n'
    done
  done
  mkdir -p "$out$extraPrefix$relative"
  for name in "${order[@]}"; do
    mapfile -t list <<< "${providers[$name]%$'\n'}"
    first=${list[0]#*:}
    if (( ${#list[@]} == 1 )); then whole+=("$first"); continue; fi
    if [ -d "$first" ]; then
      local -a folders=()
      for provider in "${list[@]}"; do
        if [ -d "${provider#*:}" ]; then folders+=("$provider")
        else _collide "$first" "${provider#*:}" "${list[0]%%:*}" "${provider%%:*}"
        fi
      done
      if (( ${#folders[@]} == 1 )); then whole+=("$first"); else _merge "$relative/$name" "${folders[@]}"; fi
    else
      for provider in "${list[@]:1}"; do
        _collide "$first" "${provider#*:}" "${list[0]%%:*}" "${provider%%:*}"
      done
      whole+=("$first")
    fi
  done
  if (( ${#whole[@]} )); then ln -s -t "$out$extraPrefix$relative" -- "${whole[@]}"; fi
}

mkdir -p "$out"
for _wanted in $pathsToLink; do
  _wanted=${_wanted%/}
  if [ -e "$out$extraPrefix$_wanted" ] && [ -n "$_wanted" ]; then continue; fi
  _providers=()
  for _one in "${_packages[@]}"; do
    if [ -d "$_one$_wanted" ]; then _providers+=("${_priority[$_one]}:$_one$_wanted"); fi
  done
  if (( ${#_providers[@]} == 1 )) && [ -n "$_wanted" ]; then
    mkdir -p "$out$extraPrefix${_wanted%/*}"
    ln -s "${_providers[0]#*:}" "$out$extraPrefix$_wanted"
  elif (( ${#_providers[@]} )); then
    _merge "$_wanted" "${_providers[@]}"
  fi
done
if [ -n "$manifest" ]; then ln -s "$manifest" "$out/manifest"; fi
shopt -u dotglob
