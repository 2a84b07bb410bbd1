import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bash } from '../support/cells.ts';
import { openSessionWith, type TestSession } from '../support/sessions.ts';

const images = `with import <nixpkgs> { };
rec {
  layered = dockerTools.buildLayeredImage {
    name = "greeting"; tag = "1"; contents = [ coreutils ]; config.Cmd = [ "\${hello}/bin/hello" ];
  };
  streamed = dockerTools.streamLayeredImage { name = "streamed"; tag = "1"; config.Cmd = [ "\${hello}/bin/hello" "-g" "streamed" ]; };
  base = dockerTools.pullImage { imageName = "example.org/greeting"; src = ./base.tar.gz; };
  upon = dockerTools.buildImage {
    name = "upon"; tag = "1"; fromImage = base;
    copyToRoot = runCommand "root" { } "mkdir -p $out/etc; echo mine > $out/etc/word";
    extraCommands = "echo made > etc/made";
    config = { Cmd = [ "/bin/cat" "/etc/word" "/etc/made" ]; ExposedPorts."8000/tcp" = { }; WorkingDir = "/etc"; };
  };
  served = dockerTools.buildLayeredImage {
    name = "served"; tag = "1"; contents = [ python3 ]; config.Cmd = [ "\${python3}/bin/python3" "-m" "http.server" "8000" ];
  };
}`;

describe('container images, built and run in a session', () => {
  let session: TestSession;
  const run = async (script: string) => {
    const { text } = await session.run(bash(`cd /work\n${script}`, { timeoutMs: 120_000, cols: 160 }));
    return text;
  };
  before(async () => {
    session = await openSessionWith(
      { packages: ['all'], containers: true },
      { memoryBytes: 2 << 30, diskBytes: 2 ** 31, pids: 512, cpus: 2 },
    );
    await session.session.writeFile('images.nix', images);
  });
  after(() => session[Symbol.asyncDispose]());

  it('a layered image is loaded, listed and run', async () => {
    assert.equal(
      await run(
        'nix build -f images.nix layered && docker load < result 2> /dev/null && docker run --rm greeting:1',
      ),
      'Loaded image: localhost/greeting:1\nHello, world!',
    );
    assert.match(await run('docker images --format "{{.Repository}}:{{.Tag}}"'), /localhost\/greeting:1/);
  });

  it('it holds the closure of what it names, a layer a store path, and nothing else', async () => {
    assert.equal(
      await run(`nix path-info -r nixpkgs#hello nixpkgs#coreutils | sort -u > closure
docker run --rm greeting:1 /bin/ls /nix/store | sed 's,^,/nix/store/,' | sort > held
diff closure held && echo same; test $(tar -xOf result manifest.json | grep -o layer.tar | wc -l) -eq $(($(wc -l < closure) + 1)) && echo a layer each`),
      'same\na layer each',
    );
  });

  it('two builds of it are one file', async () => {
    assert.equal(await run('nix build --rebuild -f images.nix layered && echo same'), 'same');
  });

  it('a streamed image is the same without a file in the store', async () => {
    assert.equal(
      await run(
        'nix build -f images.nix streamed && ./result | docker load -q > /dev/null; docker run --rm streamed:1',
      ),
      'streamed',
    );
  });

  it('an image is put upon one from a file, with files and commands of its own', async () => {
    assert.equal(
      await run(
        'cp --no-preserve=mode $(nix build --no-link --print-out-paths -f images.nix layered) base.tar.gz; nix build -f images.nix upon && docker load -q < result > /dev/null; docker run --rm upon:1; docker inspect upon:1 --format "{{.Config.WorkingDir}}"',
      ),
      'mine\nmade\n/etc',
    );
  });

  it('a server in a container is reached from the session', async () => {
    assert.equal(
      await run(`nix build -f images.nix served && docker load -q < result > /dev/null
docker run -d --name web -p 8000:8000 served:1 > /dev/null
curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null -w '%{http_code}' http://localhost:8000/
docker rm -f -t 0 web > /dev/null`),
      '200',
    );
  });

  it('a base image that is another than its hash says is refused', async () => {
    const wrong = 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
    assert.match(
      await run(
        `nix build --impure --expr '(import <nixpkgs> { }).dockerTools.pullImage { imageName = "x"; src = ./base.tar.gz; hash = "${wrong}"; }' 2>&1`,
      ),
      /base\.tar\.gz has sha256 [0-9a-f]{64}, not 0{64}/,
    );
  });

  it('what pocketpkgs leaves out says so', async () => {
    assert.match(
      await run(
        `nix build --impure --expr '(import <nixpkgs> { }).dockerTools.pullImage { imageName = "x"; imageDigest = "sha256:0"; sha256 = ""; }' 2>&1 | tail -1`,
      ),
      /no build reaches a registry; .* write `src = \.\/image\.tar;`/,
    );
  });
});
