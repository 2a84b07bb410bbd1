if [ -e "${NIX_ATTRS_SH_FILE-}" ]; then source "$NIX_ATTRS_SH_FILE"; fi
source "$stdenv/setup"
trap exitHandler EXIT
genericBuild
# bash must not hand itself over to its last command: Nix waits for this very process.
exit 0
