# Like a venv: python finds pyvenv.cfg beside its own link and takes the modules that are here.
mkdir -p "$out/bin" "$out/$sitePackages"
printf 'home = %s\ninclude-system-site-packages = false\n' "$python/bin" > "$out/pyvenv.cfg"
for _file in "$python"/bin/*; do ln -s "$_file" "$out/bin/${_file##*/}"; done
if [ ! -e "$out/bin/python" ]; then ln -s python3 "$out/bin/python"; fi

shopt -s dotglob
declare -A _from
# _linkModules FROM TO: namespace packages have one folder in several modules.
_linkModules() {
  local entry name old
  for entry in "$1"/*; do
    name=${entry##*/}
    case "$name" in __pycache__ | easy-install.pth) continue ;; esac
    if [[ ! -e "$2/$name" && ! -L "$2/$name" ]]; then
      ln -s "$entry" "$2/$name"
    elif [ -d "$2/$name" ] && [ -d "$entry" ]; then
      if [ -L "$2/$name" ]; then
        old=$(readlink -f "$2/$name")
        rm "$2/$name"
        mkdir "$2/$name"
        _linkModules "$old" "$2/$name"
      fi
      _linkModules "$entry" "$2/$name"
    elif ! cmp -s "$entry" "$2/$name" && [ -z "$ignoreCollisions" ]; then
      echo "python environment: two modules have different files of one name:" >&2
      echo "  $(readlink -f "$2/$name") and" >&2
      echo "  $entry" >&2
      exit 1
    fi
  done
}
for _module in $modules; do
  if [ -d "$_module/$sitePackages" ]; then _linkModules "$_module/$sitePackages" "$out/$sitePackages"; fi
  for _file in "$_module"/bin/*; do
    _name=${_file##*/}
    if [[ -e "$out/bin/$_name" || "$_name" == .* ]]; then continue; fi
    _line=
    if isScript "$_file"; then IFS= read -r _line < "$_file" || true; fi
    if [[ "$_line" =~ ^#!.*python ]]; then
      sed "1 s|.*|#!$out/bin/python3|" "$_file" > "$out/bin/$_name"
      chmod +x "$out/bin/$_name"
    else
      ln -s "$_file" "$out/bin/$_name"
    fi
  done
done
shopt -u dotglob

if [ -n "${makeWrapperArgs-}" ]; then
  declare -a _wrapperArguments
  concatTo _wrapperArguments makeWrapperArgs
  _real=$(readlink -f "$out/bin/python3")
  rm "$out/bin/python3"
  makeWrapper "$_real" "$out/bin/python3" --inherit-argv0 "${_wrapperArguments[@]}"
fi
