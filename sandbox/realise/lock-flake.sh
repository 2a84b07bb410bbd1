# Pins a flake reference: its exact address and hash.
set -eu
cd /mnt/exchange
nix flake metadata --json --no-write-lock-file "$FLAKE" > metadata.json
