# Other names for what is there.
final: prev:
{
  bashInteractive = final.bash;
  bashNonInteractive = final.bash;
  fortune-mod = final.fortune;
  gcc14 = final.gcc;
  gitMinimal = final.git;
  gitFull = final.git;
  go_1_24 = final.go;
  gnupg24 = final.gnupg;
  jre = final.jre_headless;
  jre_minimal = final.jre_headless;
  libgcc = final.debian.of "libgcc-s1";
  netcat-openbsd = final.netcat;
  nodejs_20 = final.nodejs;
  nodejs-slim = final.nodejs;
  openssl_3 = final.openssl;
  pdftk-java = final.pdftk;
  pkgconf = final.pkg-config;
  ruby_3_3 = final.ruby;
  utillinux = final.util-linux;
  vim-full = final.vim;
  docker = final.podman;
  docker-client = final.podman;
}
