# What takes the first packages apart, before anything here has a store path of its own: a static busybox that comes with
# this source, and six programs unpacked beside their own loader, which starts them.
{ system, busybox, debs, loader }:
derivation {
  name = "bootstrap-tools";
  inherit system busybox debs loader;
  builder = busybox;
  args = [ "sh" ./bootstrap.sh ];
}
