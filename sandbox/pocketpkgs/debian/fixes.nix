# What a Debian package needs done beside the general treatment, by the name of its unit: paths that are compiled into
# programs are set in their environment, what maintainer scripts would have made is made, names are those that people
# know. `prepare` runs before paths are patched, `finish` after, both in the store path itself. `needs` are units that
# Debian's package does not name; `env` is for the builder.
let
  # Of the machine, of the user, or else ours: whoever runs a program may know better what to trust.
  certificates = units: variable: ''
    if [ -z "''${${variable}-}" ]; then
      if [ -n "''${NIX_SSL_CERT_FILE-}" ]; then export ${variable}=$NIX_SSL_CERT_FILE
      elif [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then export ${variable}=${units.ca-certificates}/etc/ssl/certs/ca-bundle.crt
      fi
    fi
  '';
in
{
  bash = _: {
    mainProgram = "bash";
    prepare = "ln -s bash bin/sh; rm -rf etc bin/bashbug bin/clear_console";
    passthru.shellPath = "/bin/bash";
  };
  bat = _: { prepare = "mv bin/batcat bin/bat"; };
  binutils = _: {
    pname = "binutils";
    prepare = "rm -f bin/gprofng* bin/gp-* bin/*dwp; rm -rf etc lib/gprofng";
  };
  busybox-static = _: { finish = "for name in $($busybox --list); do [ -e bin/$name ] || ln -s busybox bin/$name; done"; };
  ca-certificates = _: {
    pname = "nss-cacert";
    prepare = ''
      mkdir -p etc/ssl/certs
      cat share/ca-certificates/mozilla/*.crt > etc/ssl/certs/ca-bundle.crt
      ln -s ca-bundle.crt etc/ssl/certs/ca-certificates.crt
      rm -r bin share
      mkdir -p nix-support
      echo "export SSL_CERT_FILE=\''${SSL_CERT_FILE-$out/etc/ssl/certs/ca-bundle.crt} NIX_SSL_CERT_FILE=\''${NIX_SSL_CERT_FILE-$out/etc/ssl/certs/ca-bundle.crt}" > nix-support/setup-hook
    '';
  };
  cowsay = _: { prepare = "ln -sf cowsay bin/cowthink"; };
  curl = { units, ... }: { finish = "wrap curl '${certificates units "SSL_CERT_FILE"}'"; };
  fd-find = _: { prepare = "rm -f bin/fdfind; mv lib/cargo/bin/fd bin/fd; rm -r lib/cargo"; mainProgram = "fd"; };
  figlet = _: { prepare = "mv bin/figlet-figlet bin/figlet"; finish = "wrap figlet FIGLET_FONTDIR=$out/share/figlet"; };
  file = _: { finish = "wrap file MAGIC=$out/lib/file/magic.mgc"; };
  findutils = _: { mainProgram = "find"; };
  fortune-mod = _: {
    prepare = "rm -f share/games/fortunes/*.u8";
    # The folder that is compiled in is not there, so that it has to be said when nobody names another.
    finish = ''
      wrap fortune '
      named= value=
      for argument in "$@"; do
        case $value$argument in
          -m | -n) value=x ;;
          x*) value= ;;
          -*) ;;
          *) named=1 ;;
        esac
      done
      if [ -z "$named" ]; then set -- "$@" '$out'/share/games/fortunes; fi'
    '';
  };
  gawk = _: { prepare = "ln -sf gawk bin/awk"; };
  gcc = _: {
    keepArchives = true;
    # Sanitizers' archives and link-time optimization are most of it, and nothing here is built with them.
    prepare = ''
      rm -rf lib/gcc/*/14/plugin bin/*lto-dump* libexec/gcc/*/14/lto1
      rm -f lib/gcc/*/14/lib{a,hwa,l,t,ub}san.a libexec/gcc/*/14/g++-mapper-server
    '';
  };
  git = { units, ... }: {
    prepare = ''
      rm -rf etc share/gitweb share/perl5 bin/git lib/git-core/git-instaweb lib/git-core/git-cvs* lib/git-core/git-archimport
      ln -s ../lib/git-core/git bin/git
      for name in git-receive-pack git-upload-archive git-upload-pack; do ln -sf git bin/$name; done
    '';
    # Debian's pager and editor are links that an administrator sets.
    finish = ''
      wrap git GIT_EXEC_PATH=$out/lib/git-core GIT_TEMPLATE_DIR=$out/share/git-core/templates \
        PAGER=less EDITOR=vi \
        PATH+=${units.coreutils}/bin:${units.sed}/bin:${units.grep}/bin '${certificates units "GIT_SSL_CAINFO"}'
    '';
    needs = [ units.ca-certificates ];
  };
  gnu-which = _: { prepare = "mv bin/which.gnu bin/which"; };
  "golang-1.24-go" = _: {
    prepare = ''
      find . -type d -name testdata -prune -exec rm -r {} +
      rm -rf share/go-*/test share/go-*/api
      # No other version of itself is looked for in the network.
      for settings in lib/go-1.24/go.env share/go-1.24/go.env; do
        [ ! -f $settings ] || [ -L $settings ] || sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=local/' $settings
      done
      mkdir -p bin
      for name in go gofmt; do ln -s ../lib/go-1.24/bin/$name bin/$name; done
    '';
  };
  gpg = { units, ... }: {
    # Next to the program, it says where the other programs are.
    finish = ''
      printf 'rootdir = %s\n' $out > bin/gpgconf.ctl
      [ ! -e ${units.pinentry-curses}/bin/pinentry-curses ] || ln -s ${units.pinentry-curses}/bin/pinentry-curses bin/pinentry
    '';
    mainProgram = "gpg";
  };
  graphviz = { units, canRun, ... }: {
    needs = [ units.fonts-dejavu-core units.fonts-dejavu-mono ];
    mainProgram = "dot";
    prepare = ''
      rm -f bin/lefty bin/lneato bin/dotty bin/vimdot bin/diffimg bin/dot_builtins lib/graphviz/libgvplugin_gd* lib/graphviz/libgvplugin_xlib*
      rm -rf share/graphviz/lefty bin/dot
      mv bin/libgvc6-config-update bin/dot
    '';
    finish = ''
      mkdir -p etc/fonts
      cat > etc/fonts/fonts.conf <<.
      <?xml version="1.0"?>
      <fontconfig>
        <dir>${units.fonts-dejavu-core}/share/fonts</dir>
        <dir>${units.fonts-dejavu-mono}/share/fonts</dir>
        <dir>/usr/share/fonts</dir>
        <dir prefix="xdg">fonts</dir>
        <cachedir prefix="xdg">fontconfig</cachedir>
        <cachedir>/tmp/fontconfig</cachedir>
        <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
        <alias><family>Times</family><prefer><family>DejaVu Serif</family></prefer></alias>
        <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
        <alias><family>Helvetica</family><prefer><family>DejaVu Sans</family></prefer></alias>
        <alias><family>Arial</family><prefer><family>DejaVu Sans</family></prefer></alias>
        <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
        <alias><family>Courier</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
      </fontconfig>
      .
      for name in dot gvpr cluster gvmap edgepaint gvpack; do
        wrap $name GVBINDIR=$out/lib/graphviz FONTCONFIG_FILE=$out/etc/fonts/fonts.conf
      done
      [ -z "${toString canRun}" ] || bin/dot -c
    '';
  };
  libblas3 = _: { prepare = "ln -s blas/libblas.so.3 lib/libblas.so.3"; };
  liblapack3 = _: { prepare = "ln -s lapack/liblapack.so.3 lib/liblapack.so.3"; };
  libc6 = _: { pname = "glibc"; prepare = "rm -rf etc lib/audit"; };
  libc6-dev = _: { pname = "glibc-dev"; keepArchives = true; prepare = "rm -rf lib/audit"; };
  libc-bin = _: { pname = "glibc-bin"; prepare = "rm -rf etc"; };
  libgcc-s1 = _: { pname = "libgcc"; };
  "libstdc++6" = _: { pname = "libstdcxx"; prepare = "rm -rf share"; };
  libarchive-tools = _: { mainProgram = "bsdtar"; };
  lolcat = { units, ... }: { finish = "wrap lolcat RUBYLIB+=$out/lib/ruby/vendor_ruby $(for gem in $out/share/rubygems-integration/all/gems/*; do echo RUBYLIB+=$gem/lib; done)"; };
  nano = _: { prepare = "rm -rf etc bin/rnano"; };
  netcat-openbsd = _: { mainProgram = "nc"; prepare = "ln -sf nc.openbsd bin/nc; ln -sf nc bin/netcat"; };
  nix-bin = _: { mainProgram = "nix"; };
  nodejs = { units, canRun, ... }: {
    mainProgram = "node";
    env = if canRun then { compiler = units.gcc; shim = ./redirect.c; assembler = units.binutils; } else { };
    # Debian's node reads a part of itself from below /usr when it starts, whatever it is told.
    finish = ''
      for unit in $needs; do
        for module in $unit/share/nodejs/*; do
          [ ! -e $module ] || [ -e share/nodejs/''${module##*/} ] || ln -s $module share/nodejs/
        done
      done
      if [ -n "''${compiler-}" ]; then
        PATH=$assembler/bin:$PATH $compiler/bin/gcc -O2 -fPIC -shared -nostdlib -ffreestanding -fno-stack-protector \
          -DFROM='"/usr/share/nodejs/"' -DTO="\"$out/share/nodejs/\"" -Wl,--build-id=none -o lib/libredirect.so $shim
        patchelf --add-needed $out/lib/libredirect.so bin/node
      fi
    '';
  };
  openssh-client = _: { mainProgram = "ssh"; prepare = "rm -rf etc"; };
  openssl = _: {
    finish = "wrap openssl OPENSSL_CONF=$out/etc/ssl/openssl.cnf";
    prepare = "mkdir -p etc/ssl; [ -e etc/ssl/openssl.cnf ] || cp lib/ssl/openssl.cnf etc/ssl/";
  };
  openjdk-21-jre-headless = _: {
    mainProgram = "java";
    prepare = ''
      mkdir -p bin
      # Without compressed pointers, what is prepared for them is of no use; few heaps are that large.
      rm -f lib/jvm/java-21-openjdk-*/lib/server/classes_nocoops*.jsa
      for program in lib/jvm/java-21-openjdk-*/bin/*; do ln -s ../$program bin/; done
    '';
  };
  pdftk-java = { units, ... }: {
    mainProgram = "pdftk";
    needs = [ units.openjdk-21-jre-headless ];
    finish = ''
      rm -f bin/pdftk*
      {
        echo "#!$bash/bin/bash"
        jars=$(ls -d $out/share/pdftk/*.jar $out/share/java/pdftk*.jar 2> /dev/null | head -n 1)
        for jar in ${units.libbcprov-java}/share/java/bcprov.jar ${units.libcommons-lang3-java}/share/java/commons-lang3.jar; do jars=$jars:$jar; done
        echo "exec ${units.openjdk-21-jre-headless}/bin/java -cp $jars com.gitlab.pdftk_java.pdftk \"\$@\""
      } > bin/pdftk
      chmod +x bin/pdftk
    '';
  };
  perl-base = { units, ... }: {
    needs = [ units.bash ];
    prepare = "rm -f bin/perl5*; bash=${units.bash}";
    finish = "wrap perl PERL5LIB+=$out/lib/perl-base";
  };
  # What is there of Perl beside its base is found by one that is called the same.
  perl = { units, ... }: {
    prepare = "rm -f bin/perl5* bin/cpan5* lib/libperl.so*; rm -rf etc lib/perl/5.40.1/CORE share/perl/5.40.1/pod share/perl/5.40.1/Test2";
    finish = ''
      {
        echo "#!$bash/bin/bash"
        echo "export PERL5LIB=\"\''${PERL5LIB:+\$PERL5LIB:}$out/lib/perl/5.40:$out/share/perl/5.40:${units.perl-base}/lib/perl-base\""
        echo "exec -a \"\$0\" ${units.perl-base}/bin/.perl-wrapped \"\$@\""
      } > bin/perl
      chmod +x bin/perl
      sed -i "1 s|.*/bin/perl|#!$out/bin/perl|" $(grep -l '^#!.*/bin/perl' bin/* | grep -v bin/perl$)
    '';
  };
  podman = { units, ... }: {
    needs = [ units.catatonit ];
    prepare = "ln -s podman bin/docker; rm -rf etc share/containers/oci libexec/podman/podman-testing";
    finish = ''
      wrap podman PATH+=${units.conmon}/bin:${units.crun}/bin:${units.catatonit}/bin CONTAINERS_HELPER_BINARY_DIR=$out/libexec/podman
    '';
  };
  procps = _: { mainProgram = "ps"; };
  psmisc = _: { mainProgram = "killall"; };
  python3 = { units, canRun, ... }: {
    needs = [ units.tzdata units.ca-certificates ];
    prepare = ''
      ln -s python3 bin/python
      ln -s pydoc3 bin/pydoc
      rm -f lib/python3.13/EXTERNALLY-MANAGED bin/py3clean bin/py3compile bin/py3versions
      rm -rf lib/valgrind lib/binfmt.d lib/python3.13/test lib/python3.13/idlelib lib/python3.13/turtledemo lib/python3.13/config-3.13-* share/python3 share/apport etc
      find lib/python3.13 -depth -type d -name tests -exec rm -r {} +
      mkdir -p nix-support
      cp ${../build-support/python/setup-hook.sh} nix-support/setup-hook
      mkdir -p share/python-wheels
      cp ${units.python3-pip-whl}/share/python-wheels/pip-*.whl share/python-wheels/
      chmod u+w share/python-wheels/*
    '';
    finish = ''
      [ -z "${toString canRun}" ] ||
        bin/python3 ${./pip-wheel.py} share/python-wheels/pip-*.whl ${units.ca-certificates}/etc/ssl/certs/ca-bundle.crt
    '';
    passthru = { pythonVersion = "3.13"; sitePackages = "lib/python3.13/site-packages"; };
  };
  python3-certifi = { units, ... }: {
    # The machine's certificates are looked for first; where there are none, these are used.
    prepare = ''
      cat >> lib/python3.13/site-packages/certifi/core.py <<.
      import os
      if not os.path.exists(DEBIAN_CA_CERTS_PATH):
          DEBIAN_CA_CERTS_PATH = '${units.ca-certificates}/etc/ssl/certs/ca-bundle.crt'
      .
    '';
  };
  python3-poetry = _: { mainProgram = "poetry"; };
  redis-server = _: { mainProgram = "redis-cli"; prepare = "rm -rf etc"; };
  ripgrep = _: { mainProgram = "rg"; };
  ruby = { units, ... }: {
    prepare = "rm -rf share/ri share/rubygems-integration/*/specifications/*test* lib/ruby/gems/*/gems/{debug,rbs,typeprof}*; for name in ruby gem rake erb; do ln -sf \${name}3.3 bin/$name; done; rm -f bin/irb* bin/ri* bin/rdoc* bin/rbs* bin/rdbg* bin/typeprof* bin/racc* bin/syntax_suggest* bin/bundle*";
    finish = ''
      wrap ruby3.3 RUBYLIB+=$out/lib/ruby/vendor_ruby:$out/lib/ruby/3.3.0:$out/lib/ruby/$multiarch/3.3.0
      printf '#!%s\nrequire "irb"\nIRB.start\n' $out/bin/ruby > bin/irb
      chmod +x bin/irb
    '';
  };
  sqlite3 = _: { mainProgram = "sqlite3"; };
  tar = _: { prepare = "rm -rf etc"; };
  vim = _: {
    prepare = ''
      for name in vim vi view vimdiff ex; do ln -sf vim.basic bin/$name; done
      rm -rf etc
    '';
    finish = "wrap vim.basic VIM=$out/share/vim VIMRUNTIME=$out/share/vim/vim91";
  };
  wget = { units, ... }: {
    prepare = "rm -rf etc";
    needs = [ units.ca-certificates ];
    finish = ''
      wrap wget 'if [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then
        set -- --ca-certificate="''${SSL_CERT_FILE-${units.ca-certificates}/etc/ssl/certs/ca-bundle.crt}" "$@"
      fi'
    '';
  };
  yq = { units, ... }: { finish = "for name in yq tomlq xq; do [ ! -e bin/$name ] || wrap $name PATH+=${units.jq}/bin; done"; };
}
