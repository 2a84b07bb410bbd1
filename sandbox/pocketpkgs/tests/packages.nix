# Every package runs, in a build that has nothing but the package: what is said, and what is to be heard.
{ pkgs }:
let
  inherit (pkgs) lib;

  # A command and words of its answer; what else is on the path stands third.
  programs = {
    acl = [ "echo ${pkgs.acl}/lib/libacl.so.*" "libacl.so.1" ];
    attr = [ "echo ${pkgs.attr}/lib/libattr.so.*" "libattr.so.1" ];
    bash = [ "bash -c 'echo $((6 * 7))'" "42" ];
    bat = [ "echo 'a = 1' | bat --color=always --language=py --style=numbers" "[38" ];
    bc = [ "echo '2^100' | bc" "1267650600228229401496703205376" ];
    binutils = [ "ld --version" "GNU Binutils" ];
    binutils-unwrapped = [ "objdump -f ${pkgs.hello}/bin/hello" "file format elf" ];
    busybox = [ "busybox echo yes; vi --help" "Edit FILE" ];
    bzip2 = [ "echo yes | bzip2 | bunzip2" "yes" ];
    cacert = [ "echo $(< ${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt)" "BEGIN CERTIFICATE" ];
    catatonit = [ "catatonit --version" "catatonit" ];
    conmon = [ "conmon --version" "conmon version" ];
    coreutils = [ "seq 3 | sort -r | tr '\\n' ' '; sha256sum /dev/null" "3 2 1 e3b0c442" ];
    cowsay = [ "cowsay -f tux moo; cowthink hm" "( hm )" ];
    crun = [ "crun --version" "crun version" ];
    curl = [ "echo yes > f; curl -s file://$PWD/f; curl --version" "https" ];
    dejavu_fonts = [ "echo ${pkgs.dejavu_fonts}/share/fonts/truetype/dejavu/*" "DejaVuSans.ttf" ];
    diffutils = [ "diff -u <(echo one) <(echo two)" "+two" ];
    expat = [ "echo ${pkgs.expat}/lib/libexpat.so.*" "libexpat.so.1" ];
    fd = [ "echo > some.txt; fd -e txt" "some.txt" ];
    figlet = [ "figlet -f small ab; figlet -w 60 Hi" "| | | (_)" ];
    file = [ "file ${pkgs.hello}/bin/hello" "ELF" ];
    findutils = [ "echo > some.txt; find . -name '*.txt' | xargs echo got" "got ./some.txt" [ pkgs.coreutils ] ];
    fortune = [ "fortune -f 2>&1; fortune -m Twain > said; read -r line < said; fortune -s | (read -r line; echo line: $line)" "line: " ];
    fzf = [ "printf 'apple\\npear\\n' | fzf --filter=pr" "pear" ];
    gawk = [ "echo 1 2 3 | awk '{ print $1 + $3 }'" "4" ];
    gcc = [ "echo 'int main(void) { return 42; }' > a.c; gcc -o a a.c && ./a; echo returned $?" "returned 42" ];
    gcc-unwrapped = [ "gcc --version" "Free Software Foundation" ];
    git = [
      "git init -q; git config user.name A; git config user.email a@b; echo x > x; git add x; git commit -qm First; git submodule status; git clone -q . c; cd c; git log --oneline; git add -p; git --no-pager log -1 --format=%an"
      "\nA"
    ];
    glibc = [ "echo ${pkgs.glibc}/lib/libc.so.*" "libc.so.6" ];
    gmp = [ "echo ${pkgs.gmp}/lib/libgmp.so.*" "libgmp.so.10" ];
    gnugrep = [ "printf 'one\\ntwo\\n' | grep -P '^t.o$'" "two" ];
    gnumake = [ "printf 'all:\\n\\t@echo made\\n' > Makefile; make" "made" [ pkgs.coreutils ] ];
    gnupg = [ "echo yes | gpg --homedir $PWD --batch --passphrase x --pinentry-mode loopback -c -o s; gpg --homedir $PWD --batch --passphrase x --pinentry-mode loopback -d s" "yes" ];
    gnused = [ "echo one | sed 's/n/-/'" "o-e" ];
    gnutar = [ "echo yes > f; tar -czf f.tgz f; tar -xzOf f.tgz" "yes" [ pkgs.gzip ] ];
    go = [ "go version; go env GOTOOLCHAIN GOROOT" "local\n${pkgs.go}/lib/go" ];
    graphviz = [ "echo 'digraph { a -> b }' > g; dot -Tsvg g; neato -Tpng -o g.png g && echo png $?" "png 0" ];
    gzip = [ "echo yes | gzip | zcat" "yes" ];
    hello = [ "hello -g salut" "salut" ];
    htop = [ "htop --version" "htop ${pkgs.htop.version}" ];
    hyperfine = [ "hyperfine --runs 2 --warmup 0 -N true" "Time" [ pkgs.coreutils ] ];
    iproute2 = [ "ip -V; ip -brief link" "lo" ];
    jq = [ "echo '{\"a\": [1, 2]}' | jq -c '.a | map(. * 2)'" "[2,4]" ];
    jre_headless = [ "java -version" "OpenJDK Runtime Environment" ];
    just = [ "printf 'greet:\\n  @echo hi\\n' > justfile; just greet" "hi" [ pkgs.bash ] ];
    kubectl = [ "kubectl version --client" "Client Version" ];
    less = [ "echo yes | less" "yes" ];
    libarchive = [ "echo yes > f; bsdtar -cf f.zip --format zip f; bsdtar -tf f.zip" "f" ];
    libffi = [ "echo ${pkgs.libffi}/lib/libffi.so.*" "libffi.so.8" ];
    libyaml = [ "echo ${pkgs.libyaml}/lib/libyaml*" "libyaml-0.so.2" ];
    lolcat = [ "echo rainbow | lolcat -f -S 1" "[38;5;" ];
    moreutils = [ "echo yes | sponge f; echo a | ts '%Y' | (read -r year a; echo $a $year); echo both > g; combine g not f" "both" ];
    nano = [ "nano --version" "GNU nano" ];
    ncurses = [ "TERM=dumb tput -V; infocmp -V" "ncurses 6" ];
    netcat = [ "nc -h 2>&1" "OpenBSD netcat" ];
    nix = [ "export NIX_STATE_DIR=$PWD/s NIX_LOCALSTATE_DIR=$PWD; nix-instantiate --store dummy:// --eval -E '6 * 7'; nix --version" "2.2" ];
    nodejs = [ "node -e 'console.log(JSON.stringify({ six: 2 * 3, sum: [1, 2].reduce((a, b) => a + b), hash: require(\"crypto\").createHash(\"md5\").update(\"a\").digest(\"hex\") }))'" "{\"six\":6,\"sum\":3,\"hash\":\"0cc175b9" ];
    openssh = [ "ssh -V; ssh-keygen -q -t ed25519 -N '' -f key -C me; echo $(< key.pub)" "ssh-ed25519 " ];
    openssl = [ "openssl version; openssl req -x509 -newkey ed25519 -nodes -subj /CN=me -keyout k -out c 2>&1; openssl x509 -in c -noout -subject" "subject=CN" ];
    patch = [ "echo one > f; printf -- '--- f\\n+++ f\\n@@ -1 +1 @@\\n-one\\n+two\\n' | patch; echo $(< f)" "two" ];
    patchelf = [ "patchelf --print-interpreter ${pkgs.hello}/bin/hello" "/nix/store/" ];
    pcre2 = [ "echo ${pkgs.pcre2}/lib/libpcre2*" "libpcre2-8.so.0" ];
    pdftk = [ "pdftk --version; printf '%%PDF-1.4\\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\\ntrailer<</Root 1 0 R>>\\n' > a.pdf; pdftk a.pdf a.pdf cat output b.pdf; pdftk b.pdf dump_data" "NumberOfPages: 2" ];
    perl = [ "perl -MList::Util=sum -MJSON::PP -MFile::Temp -MPOSIX -MEncode -e 'print encode_json([sum(1 .. 4), floor(2.5)]), \"\\n\"'; prove --version" "[10,2]" ];
    pkg-config = [ "PKG_CONFIG_PATH=${pkgs.zlib.dev}/lib/pkgconfig pkg-config --libs zlib" "-lz" ];
    podman = [ "docker --version; podman --version" "podman version" ];
    poetry = [ "poetry --version; poetry new thing; cd thing; poetry check" "All set!" ];
    procps = [ "ps --version" "procps-ng" ];
    psmisc = [ "killall --version 2>&1" "PSmisc" ];
    python3 = [
      "python3 -c 'import ssl, sqlite3, ctypes, zoneinfo, curses, readline, lzma, bz2, hashlib; print(zoneinfo.ZoneInfo(\"Europe/Berlin\"), sqlite3.connect(\":memory:\").execute(\"select 6 * 7\").fetchone())'; python -m venv v && v/bin/pip list"
      "Europe/Berlin (42,)\nPackage"
    ];
    readline = [ "echo ${pkgs.readline}/lib/libreadline*" "libreadline.so.8" ];
    redis = [ "redis-server --port 0 --unixsocket $PWD/r --daemonize yes --logfile l --dir $PWD --save '' > /dev/null; for i in 1 2 3 4 5; do redis-cli -s $PWD/r ping && break; read -t 0.1 < <(:); done; redis-cli -s $PWD/r set a yes; redis-cli -s $PWD/r get a; redis-cli -s $PWD/r shutdown" "yes" ];
    ripgrep = [ "echo some words > f; rg -n wor" "1:some words" ];
    rsync = [ "echo yes > f; rsync -a f g; echo $(< g)" "yes" ];
    ruby = [ "ruby -rjson -rset -rdigest -e 'puts JSON.generate([1, 2].map { |n| n * 2 })'; gem --version; irb --version" "[2,4]\n3.6.7\nirb" ];
    shellcheck = [ "printf '#!/bin/sh\\necho $1\\n' > s; shellcheck s" "SC2086" ];
    shfmt = [ "echo 'if true;then echo;fi' | shfmt" "if true; then" ];
    skopeo = [ "skopeo --version" "skopeo version" ];
    sl = [ "[ -x ${pkgs.sl}/bin/sl ] && echo there" "there" ];
    sqlite = [ "sqlite3 :memory: 'select sqrt(16), json_array(1, 2)'" "4.0|[1,2]" ];
    tini = [ "tini --version" "tini version" ];
    tree = [ "echo > f; tree" "1 file" ];
    tzdata = [ "[ -s ${pkgs.tzdata}/share/zoneinfo/Europe/Berlin ] && echo there" "there" ];
    unzip = [ "zip -q f.zip ${pkgs.hello}/bin/hello; unzip -l f.zip" "1 file" [ pkgs.zip ] ];
    util-linux = [ "flock --version; getopt -o a: -- -a x" "-a 'x'" ];
    vim = [ "echo one > f; vim -es +'s/one/two/' +'syntax on' +wq f; echo $(< f); vim --version" "two" ];
    wget = [ "wget --version" "GNU Wget" ];
    which = [ "which which" "/bin/which" ];
    xz = [ "echo yes | xz | xzcat" "yes" ];
    yamllint = [ "printf 'a:  1\\n' > f.yaml; yamllint f.yaml" "too many spaces" ];
    yq = [ "printf 'a:\\n  - 1\\n  - 2\\n' | yq -c .a" "[1,2]" ];
    zip = [ "echo > f; zip f.zip f" "adding: f" ];
    zlib = [ "echo ${pkgs.zlib}/lib/libz.so.*" "libz.so.1" ];
    zstd = [ "echo yes | zstd | zstdcat" "yes" ];
  };

  # A line of Python, and its answer.
  modules = {
    anyio = [ "import anyio\nasync def main(): return 'yes'\nprint(anyio.run(main))" "yes" ];
    build = [ "import build; print('version', build.__version__)" "version " ];
    certifi = [ "import certifi, os; print(os.path.exists(certifi.where()))" "True" ];
    click = [ "import click; print(click.style('a', fg='red'))" "[31m" ];
    crispy-forms = [ "import crispy_forms; print('yes')" "yes" ];
    django = [ "import django, sys\nfrom django.core.management import execute_from_command_line as run\nrun(['django-admin', 'startproject', 'site1', '.'])\nimport os, subprocess\nprint(subprocess.run([sys.executable, 'manage.py', 'check'], capture_output=True, text=True))" "no issues" ];
    django-extensions = [ "import django_extensions; print('version', django_extensions.__version__)" "version " ];
    fastapi = [ "from fastapi import FastAPI\nfrom fastapi.testclient import TestClient\napp = FastAPI()\n@app.get('/')\ndef root(): return {'answer': 42}\nprint(TestClient(app).get('/').json())" "{'answer': 42}" [ "httpx" ] ];
    flask = [ "import flask\napp = flask.Flask('a')\n@app.get('/')\ndef root(): return 'hi'\nprint(app.test_client().get('/').data)" "b'hi'" ];
    gunicorn = [ "import gunicorn.app.wsgiapp; print('yes')" "yes" ];
    h11 = [ "import h11; print(h11.Connection(h11.CLIENT).our_role)" "CLIENT" ];
    hatchling = [ "import hatchling.build; print('yes')" "yes" ];
    httpx = [ "import httpx; print(httpx.URL('https://a.b/c').host)" "a.b" ];
    installer = [ "import installer; print('yes')" "yes" ];
    jinja2 = [ "import jinja2; print(jinja2.Template('{{ 6 * 7 }}').render())" "42" ];
    markdown = [ "import markdown; print(markdown.markdown('*a*'))" "<em>a</em>" ];
    numpy = [ "import numpy as np; print(np.linalg.solve(np.array([[2., 0], [0, 4]]), np.array([2., 4])))" "[1. 1.]" ];
    packaging = [ "from packaging.version import Version; print(Version('1.10') > Version('1.9'))" "True" ];
    pip = [ "import runpy, sys; sys.argv = ['pip', 'list', '--disable-pip-version-check']; runpy.run_module('pip', run_name='__main__')" "pip" ];
    poetry-core = [ "import poetry.core; print('version', poetry.core.__version__)" "version " ];
    pydantic = [ "import pydantic\nclass A(pydantic.BaseModel): a: int\nprint(A(a='1'))" "a=1" ];
    pygments = [ "from pygments import highlight, lexers, formatters; print(highlight('a = 1', lexers.PythonLexer(), formatters.HtmlFormatter()))" "highlight" ];
    pypdf = [ "import pypdf; w = pypdf.PdfWriter(); w.add_blank_page(9, 9); print(len(w.pages))" "1" ];
    pytest = [ "open('test_a.py', 'w').write('def test_a(): assert 1 + 1 == 2\\n')\nimport pytest; pytest.main(['-q', '-p', 'no:cacheprovider'])" "1 passed" ];
    pyyaml = [ "import yaml; print(yaml.safe_load('a: [1, 2]'), yaml.__with_libyaml__)" "{'a': [1, 2]} True" ];
    requests = [ "import requests; print(requests.Request('GET', 'http://a/', params={'b': 1}).prepare().url)" "http://a/?b=1" ];
    rich = [ "import rich; rich.print('[bold]a[/bold]')" "a" ];
    setuptools = [ "import setuptools; print('version', setuptools.__version__)" "version " ];
    sqlparse = [ "import sqlparse; print(sqlparse.format('select 1', keyword_case='upper'))" "SELECT 1" ];
    starlette = [ "from starlette.applications import Starlette; print(Starlette())" "starlette" ];
    uvicorn = [ "import uvicorn, threading, time, urllib.request\nasync def app(scope, receive, send):\n  if scope['type'] == 'http':\n    await send({'type': 'http.response.start', 'status': 200, 'headers': []})\n    await send({'type': 'http.response.body', 'body': b'served'})\ns = uvicorn.Server(uvicorn.Config(app, port=8123, log_level='warning'))\nt = threading.Thread(target=s.run); t.start()\nwhile not s.started: time.sleep(0.01)\nprint(urllib.request.urlopen('http://127.0.0.1:8123/').read()); s.should_exit = True; t.join()" "b'served'" ];
    wheel = [ "import wheel; print('version', wheel.__version__)" "version " ];
  };

  run = name: path: command: words: derivation {
    name = "test-${name}";
    inherit (pkgs.stdenv.buildPlatform) system;
    inherit command words;
    PATH = lib.makeBinPath path;
    builder = "${pkgs.bash}/bin/bash";
    args = [ "-c" ''
      export HOME=$NIX_BUILD_TOP
      said=$(cd "$HOME"; eval "$command" 2>&1)
      case "$said" in
        *"$words"*) echo "$said" > "$out" ;;
        *) echo "$said"; echo "is not: $words"; exit 1 ;;
      esac
      exit 0
    '' ];
  };
  third = row: if lib.length row > 2 then lib.elemAt row 2 else [ ];
  test = name: row:
    run name ([ pkgs.${name} ] ++ third row) (lib.head row) (lib.elemAt row 1);
  testModule = name: row:
    let python = pkgs.python3.withPackages (modules: [ modules.${name} ] ++ map (other: modules.${other}) (third row)); in
    run "python3-${name}" [ python ] "export PYTHONDONTWRITEBYTECODE=1; python3 <<< ${lib.escapeShellArg (lib.head row)}" (lib.elemAt row 1);

  untested =
    lib.subtractLists (lib.attrNames programs) (lib.attrNames pkgs.debian.attributes)
    ++ lib.subtractLists (lib.attrNames modules) (lib.attrNames (lib.importJSON ../packages.json).python3Packages);
in
assert lib.assertMsg (untested == [ ]) "no test for ${lib.concatStringsSep ", " untested}";
lib.mapAttrs test (lib.intersectAttrs (pkgs.debian.attributes // { gcc = null; binutils = null; }) programs)
// lib.mapAttrs' (name: row: lib.nameValuePair "python3-${name}" (testModule name row)) modules
