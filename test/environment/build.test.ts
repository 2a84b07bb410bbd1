import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildEnvironment, currentEnvironment } from '../../src/environment/build-environment.ts';
import { listEnvironments } from '../../src/environment/environment.ts';
import { formatLock, readLock } from '../../src/environment/lock.ts';
import { findMirror } from '../../src/environment/mirror.ts';
import { type Places, placesOf } from '../../src/environment/places.ts';
import { cli } from '../support/piste.ts';

let home = '';
let places: Places;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'piste-build-'));
  await chmod(home, 0o711);
  // Packages that this machine has fetched already are taken from where they are.
  places = placesOf({ PISTE_HOME: home, PISTE_DOWNLOADS: placesOf().downloads });
});
after(() => rm(home, { recursive: true }));

const build = (lock?: Awaited<ReturnType<typeof readLock>>) =>
  buildEnvironment({ places, mirror: findMirror, onProgress: () => {}, ...(lock ? { lock } : {}) });

describe('building an environment', () => {
  it('killed at any point leaves nothing that is taken for one, and the next build cleans up', async () => {
    for (const waitFor of ['.building-', 'rootfs', 'usr']) {
      const child = spawn(process.execPath, [cli, 'sandbox', 'build'], {
        env: { ...process.env, PISTE_HOME: home, PISTE_DOWNLOADS: places.downloads },
        stdio: 'ignore',
      });
      let ended = false;
      const exited = new Promise<void>((done) =>
        child.on('exit', () => {
          ended = true;
          done();
        }),
      );
      const begun = async () =>
        (await readdir(places.environments, { recursive: true }).catch(() => [])).some((path) =>
          path.includes(waitFor),
        );
      while (!ended && !(await begun())) await new Promise((done) => setImmediate(done));
      assert.equal(ended, false, 'the build ended before it could be killed');
      child.kill('SIGKILL');
      await exited;
      assert.deepEqual(await listEnvironments(places), []);
      assert.equal(await currentEnvironment(places), undefined);
    }
  });

  it('names it by its content; the same lock is the same environment, and it is there at once', async () => {
    const first = await build();
    assert.match(first.hash, /^[0-9a-f]{32}$/);
    assert.deepEqual(first.newer, []);
    assert.match(first.nixVersion, /^2\.(2[6-9]|[3-9]\d)/);
    assert.deepEqual(await build(), first);
    assert.deepEqual(await readdir(places.environments), [first.hash]);
  });

  it('takes a newer package where the pinned one is gone, says so, and has another name; both stay side by side', async () => {
    const lock = await readLock();
    const gone = {
      version: '0.0',
      path: 'pool/main/h/hostname/hostname_0.0.deb',
      sha256: '0'.repeat(64),
      size: 1,
    };
    const packages = (list: typeof lock.packages.amd64) =>
      list.map((one) => (one.name === 'hostname' ? { ...one, ...gone } : one));
    const older = {
      ...lock,
      packages: { amd64: packages(lock.packages.amd64), arm64: packages(lock.packages.arm64) },
    };
    const built = await build(older);
    assert.equal(built.newer.length, 1);
    assert.match(built.newer[0] ?? '', /^hostname 0\.0 -> \d/);
    assert.equal((await listEnvironments(places)).length, 2);
    assert.deepEqual(await currentEnvironment(places, older), built);
  });
});

describe('the lock', () => {
  it('holds pool paths and digests, one line a package, and no host', async () => {
    const text = formatLock(await readLock());
    assert.doesNotMatch(text, /https?:|\.org|\.net/);
    const lines = text.split('\n').filter((line) => line.includes('"name"'));
    assert.ok(
      lines.every((line) =>
        /^ {6}\{"name":"[^"]+","version":"[^"]+","path":"pool\/[^"]+","sha256":"[0-9a-f]{64}","size":\d+\},?$/.test(
          line,
        ),
      ),
    );
    assert.ok(lines.length > 100);
  });
});
