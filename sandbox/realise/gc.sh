# Frees what no environment's roots hold.
set -eu
exec 9> /nix/var/nix/piste.lock
flock --exclusive 9
nix-store --gc
