import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bash } from '../support/cells.ts';
import { openContainerSession, openWithImage, pageServer, whyNoDocker } from '../support/containers.ts';

const skip = await whyNoDocker();

describe('containers in a session', { skip }, () => {
  it('an image is loaded, listed, run and removed, without a word too many', async () => {
    await using session = await openWithImage();
    const { text: listed } = await session.run(bash('docker images --format "{{.Repository}}:{{.Tag}}"'));
    assert.equal(listed, 'localhost/tiny:latest');
    assert.equal((await session.run(bash('docker run --rm tiny id -un'))).text, 'root');
    assert.equal(
      (await session.run(bash('docker ps -aq; docker rmi tiny > /dev/null; docker images -q'))).text,
      '',
    );
  });

  it('its files keep their owners, and it runs as whom it is told to', async () => {
    await using session = await openWithImage();
    const { text } = await session.run(
      bash('docker run --rm tiny ls -n /etc/nobodys | cut -d " " -f 3,4; docker run --rm -u web tiny id -u'),
    );
    assert.equal(text, '65534 65534\n1000');
  });

  it('a container’s status is the cell’s', async () => {
    await using session = await openWithImage();
    const { result } = await session.run(bash('docker run --rm tiny sh -c "exit 7"'));
    assert.equal(result.exit, 7);
    assert.equal((await session.run(bash('docker run --rm tiny no-such-program'))).result.exit, 127);
  });

  it('runs in the background, with a port below 1024, and is looked into, read and ended', async () => {
    await using session = await openWithImage();
    await session.run(bash(`docker run -d --name web -p 80:80 tiny perl -e '${pageServer}' 80`));
    const steps = [
      ['curl -s --retry 20 --retry-connrefused --retry-delay 1 http://localhost/', /^from a container$/],
      ['docker ps --format "{{.Names}} {{.State}}"', /^web running$/],
      ['docker exec web sh -c "echo inside > /tmp/x"; docker exec web cat /tmp/x', /^inside$/],
      [
        'docker run -d --name says tiny sh -c "echo said" > /dev/null; docker wait says; docker logs says',
        /^0\nsaid$/,
      ],
      [
        'docker rm -f -t 0 web says > /dev/null; docker ps -aq; curl -s http://localhost/ || echo gone',
        /^gone$/,
      ],
    ] as const;
    for (const [script, sees] of steps) assert.match((await session.run(bash(script))).text, sees, script);
  });

  it('has a terminal and standard input', async () => {
    await using session = await openWithImage();
    const { text } = await session.run(
      bash(
        'docker run --rm -it tiny sh -c "test -t 0 && echo terminal"; echo piped | docker run --rm -i tiny cat',
      ),
    );
    assert.equal(text, 'terminal\npiped');
  });

  it('sees a folder of the session that it is given', async () => {
    await using session = await openWithImage();
    const { text } = await session.run(
      bash(
        'echo shared > note; docker run --rm -v /work:/data tiny sh -c "cat /data/note > /data/copy"; cat copy',
      ),
    );
    assert.equal(text, 'shared');
  });

  it('an image is built', async () => {
    await using session = await openWithImage();
    const { result } = await session.run(
      bash(
        'printf "FROM tiny\\nRUN echo built > /note\\nCMD cat /note\\n" > Dockerfile; docker build -q -t mine .',
      ),
    );
    assert.equal(result.status, 'ok');
    assert.equal((await session.run(bash('docker run --rm mine'))).text, 'built');
  });

  it('another network is refused in words that say what to do', async () => {
    await using session = await openWithImage();
    const { text } = await session.run(bash('docker run --rm --network bridge tiny id'));
    assert.match(text, /has no network but the session's: leave out --network/);
  });

  it('Nix builds beside them, and a container runs what is in the store', async () => {
    await using session = await openWithImage();
    const build =
      'nix-build --no-out-link -E \'derivation { name = "x"; system = builtins.currentSystem; builder = "/bin/sh"; args = ["-c" "echo built > $out"]; }\' 2> /dev/null';
    const { text } = await session.run(
      bash(`docker run --rm -v /nix/store:/nix/store:ro tiny cat "$(${build})"`, { timeoutMs: 60_000 }),
    );
    assert.equal(text, 'built');
  });
});

describe('a session that may run containers', () => {
  it('is one like all others to a deck that runs none', async () => {
    await using session = await openContainerSession();
    assert.equal((await session.run(bash('echo "$PWD" "$(id -u)"'))).text, '/work 0');
  });
});
