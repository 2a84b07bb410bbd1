# Finds what has to be built for a deck's packages, and which of Debian's packages that takes apart.
set -eu
cd /mnt/exchange
if [ -d tree ]; then
  nix store add --name source tree > source
  source=$(cat source)
  sed -i "s,@source@,$source," spec.json
  nix eval --impure --raw --file /mnt/realise/offers.nix > offers
else
  # The flake and its inputs, so that sessions need none of them fetched.
  nix flake archive --json --no-write-lock-file "$FLAKE" > archive.json
  grep -o '"path": *"/nix/store/[^"]*"' archive.json | cut -d'"' -f4 > source
fi
nix eval --impure --raw --file /mnt/realise/roots.nix > roots
nix-store --realise --dry-run $(cut -f2 roots | sort -u) 2> missing
sed -n 's,^ *\(/nix/store/.*\.deb\.drv\)$,\1,p' missing > debs
[ ! -s debs ] || xargs nix derivation show < debs > debs.json
