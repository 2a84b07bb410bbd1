# Builds or fetches a deck's packages and writes down what they consist of.
set -eu
cd /mnt/exchange
# Decks may be made ready by several processes at once: what one still needs is not cleared by another.
exec 9> /nix/var/nix/piste.lock
flock --shared 9
cut -f2 roots | sort -u > derivations
nix-store --realise $(cat derivations) > /dev/null
{ cut -f3 roots; cat source; } | sort -u > outputs
nix-store --query --requisites $(cat outputs derivations) > closure
nix-store --dump-db $(cat closure) > registration
roots=/nix/var/nix/gcroots/piste/$HASH
mkdir -p "$roots"
for path in $(cat outputs derivations); do ln -sfn "$path" "$roots/${path##*/}"; done
# The folder of downloads has these already.
if flock --exclusive --nonblock 9; then
  ls -d /nix/store/*.deb 2> /dev/null | xargs -r nix-store --delete > /dev/null 2>&1 || true
fi
