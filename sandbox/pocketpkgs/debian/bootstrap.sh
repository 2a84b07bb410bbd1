set -eu
root=$NIX_BUILD_TOP/root
$busybox mkdir -p "$root" "$out/lib" "$out/bin"
for deb in $debs; do
  $busybox ar -p "$deb" data.tar.xz | $busybox tar -xJf - -C "$root"
done
$busybox cp -a "$root"/usr/lib/*-linux-gnu/. "$out/lib/"
for program in perl patchelf xz tar; do
  $busybox cp "$root/usr/bin/$program" "$out/lib/$program"
  # The loader is named, because the program itself names one that no build has.
  {
    echo "#!$busybox sh"
    # So is the folder of modules that Debian's perl is made with.
    [ "$program" != perl ] || echo "export PERL5LIB=$out/lib/perl-base"
    echo "exec $out/lib/$loader --library-path $out/lib $out/lib/$program \"\$@\""
  } > "$out/bin/$program"
  $busybox chmod +x "$out/bin/$program"
done
exit
