# One store path out of one Debian package, or of several that belong together.
set -eu
$busybox mkdir -p "$NIX_BUILD_TOP/bin" "$out"
$busybox --install -s "$NIX_BUILD_TOP/bin"
export PATH=$bootstrap/bin:$NIX_BUILD_TOP/bin

cat > "$NIX_BUILD_TOP/dropped" <<'.'
./etc/cron*
./etc/default
./etc/init.d
./etc/logrotate.d
./etc/apparmor.d
./etc/systemd
./lib/systemd
./usr/lib/systemd
./usr/lib/udev
./usr/lib/sysusers.d
./usr/lib/tmpfiles.d
./usr/share/applications
./usr/share/apport
./usr/share/bash-completion
./usr/share/bug
./usr/share/doc
./usr/share/doc-base
./usr/share/fish
./usr/share/gdb
./usr/share/icons
./usr/share/info
./usr/share/lintian
./usr/share/locale
./usr/share/man
./usr/share/menu
./usr/share/metainfo
./usr/share/pixmaps
./usr/share/vim/*/lang
./usr/share/vim/*/tutor
./usr/share/zsh
./usr/lib/*/gconv
.
for deb in $debs; do
  # busybox's shell takes its own tar before any other, unless a path is given.
  ar -p "$deb" data.tar.xz | "$bootstrap/bin/tar" --use-compress-program="$bootstrap/bin/xz" -x -C "$out" --no-same-owner --no-same-permissions --anchored --wildcards -X "$NIX_BUILD_TOP/dropped"
done

# Debian has programs and libraries in a folder for each kind; a store path has `bin`, `lib` and `share` at its top.
merge() {
  [ -d "$out/$1" ] && [ ! -L "$out/$1" ] || return 0
  if [ -e "$out/$2" ]; then
    # Links between the two kinds would cover what they stand for.
    "$bootstrap/bin/tar" -C "$out/$1" -c . | "$bootstrap/bin/tar" -C "$out/$2" -x --skip-old-files
    rm -r "${out:?}/$1"
  else
    mv "$out/$1" "$out/$2"
  fi
}
merge usr/lib/$multiarch lib
merge lib/$multiarch lib
merge usr/lib lib
merge usr/bin bin
merge usr/games bin
merge usr/sbin bin
merge sbin bin
merge usr/lib64 lib
merge usr .
rm -rf "$out/var" "$out/run" "$out/lib64" "$out/usr" "$out/local"
# Programs look for their own files below the name of the architecture too.
[ ! -d "$out/lib" ] || [ -e "$out/lib/$multiarch" ] || ln -s . "$out/lib/$multiarch"

# wrap PROGRAM WORD...: the program is started by a script. `NAME=VALUE` is for a variable that nobody has set,
# `NAME+=VALUE` comes last in a list of folders, anything else is the script's own line.
wrap() {
  program=$out/bin/$1
  shift
  hidden=${program%/*}/.${program##*/}-wrapped
  mv "$program" "$hidden"
  {
    echo "#!$bash/bin/bash"
    for line in "$@"; do
      name=${line%%=*}
      value=${line#*=}
      case $name in
        *[!A-Za-z0-9_+]*) echo "$line" ;;
        *+) echo "export ${name%+}=\"\${${name%+}:+\$${name%+}:}$value\"" ;;
        *) echo "export $name=\"\${$name-$value}\"" ;;
      esac
    done
    echo "exec -a \"\$0\" $hidden \"\$@\""
  } > "$program"
  chmod +x "$program"
}

cd "$out"
if [ -d lib/python3/dist-packages ]; then
  mkdir -p lib/python3.13/site-packages
  cp -a lib/python3/dist-packages/. lib/python3.13/site-packages/
  rm -r lib/python3
  # What modules are tested with, and what their translations are made of.
  find lib/python3.13/site-packages -depth -type d -name tests -exec rm -r {} +
  find lib/python3.13/site-packages -name '*.po' -exec rm -f {} +
fi
[ -z "${keepArchives-}" ] && find lib -name '*.a' -exec rm -f {} + 2> /dev/null || true
for description in lib/pkgconfig/*.pc share/pkgconfig/*.pc; do
  [ ! -f "$description" ] || sed -i "s|^prefix=/usr\$|prefix=$out|; s|=/usr/|=$out/|" "$description"
done
[ -z "${prepare-}" ] || eval "$prepare"
perl "$patch"
if [ -n "${propagated-}" ]; then
  mkdir -p nix-support
  echo "$propagated" > nix-support/propagated-build-inputs
fi

# A script finds the modules that it needs wherever it is started from.
perlFolders=
for unit in "$out" $needs; do
  case $unit in *-perl-5* | *-perl-base-5*) continue ;; esac
  for folder in "$unit/lib/perl5/5.40" "$unit/share/perl5"; do
    [ ! -d "$folder" ] || perlFolders="$perlFolders $folder"
  done
done
if [ -n "$perlFolders" ]; then
  for script in bin/*; do
    first=
    [ ! -f "$script" ] || read -r first < "$script" 2> /dev/null || true
    case $first in "#!"*/perl*) sed -i "1a use lib qw($perlFolders );" "$script" ;; esac
  done
fi

if [ -n "${python-}" ] && [ -d lib/python3.13 ]; then
  site=lib/python3.13/site-packages
  if [ -d $site ]; then
    mkdir -p nix-support
    echo $python $modules > nix-support/propagated-build-inputs
    folders="'$out/$site'"
    for module in $modules; do
      [ ! -d "$module/$site" ] || folders="$folders, '$module/$site'"
    done
    for script in bin/*; do
      [ -f "$script" ] || continue
      first=
      read -r first < "$script" || true
      case $first in
        "#!"*/python3*) sed -i "1a import site; [site.addsitedir(folder) for folder in [$folders]]" "$script" ;;
      esac
    done
  fi
  # By a hash, not by the time of the source: all times in the store are the same.
  [ -z "${canRun-}" ] || "$python/bin/python3" -m compileall -q -j 1 --invalidation-mode unchecked-hash lib/python3.13 > /dev/null || true
fi
[ -z "${finish-}" ] || eval "$finish"
# What a package adds with overrideAttrs.
[ -z "${postInstall-}" ] || eval "$postInstall"
[ -z "${postFixup-}" ] || eval "$postFixup"
exit 0
