import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chooseEngine } from '../../src/commands/machinery.ts';
import { readBase } from '../../src/environment/base.ts';
import { buildBase, currentBase } from '../../src/environment/build-base.ts';
import { buildEnvironment, currentEnvironment } from '../../src/environment/build-environment.ts';
import { listEnvironments } from '../../src/environment/environment.ts';
import { type EnvironmentSpec, plainSpec } from '../../src/environment/environment-spec.ts';
import { type EnvironmentLock, formatLock, readLock } from '../../src/environment/lock.ts';
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

const common = (lock?: EnvironmentLock) => ({
  places,
  mirror: findMirror,
  onProgress: () => {},
  ...(lock ? { lock } : {}),
});

const build = (spec: Partial<EnvironmentSpec>, lock?: EnvironmentLock) =>
  buildEnvironment({
    ...common(lock),
    spec: { ...plainSpec, ...spec },
    runProgram: (program) => chooseEngine(undefined, places).runProgram(program),
  });

/** A lock in which the mirror has dropped the version of `name`. */
async function lockWithout(name: string): Promise<EnvironmentLock> {
  const lock = await readLock();
  const gone = { version: '0.0', path: `pool/main/x/${name}_0.0.deb`, sha256: '0'.repeat(64), size: 1 };
  const change = <P extends { name: string }>(list: readonly P[]) =>
    list.map((one) => (one.name === name ? { ...one, ...gone } : one));
  const { packages, pocketpkgs } = lock;
  return {
    ...lock,
    packages: { amd64: change(packages.amd64), arm64: change(packages.arm64) },
    pocketpkgs: { ...pocketpkgs, amd64: change(pocketpkgs.amd64), arm64: change(pocketpkgs.arm64) },
  };
}

describe('building a base', () => {
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
        (await readdir(places.bases, { recursive: true }).catch(() => [])).some((path) =>
          path.includes(waitFor),
        );
      while (!ended && !(await begun())) await new Promise((done) => setImmediate(done));
      assert.equal(ended, false, 'the build ended before it could be killed');
      child.kill('SIGKILL');
      await exited;
      const whole = await Promise.all(
        (await readdir(places.bases)).map((name) => readBase(join(places.bases, name))),
      );
      assert.deepEqual(
        whole.filter((one) => one !== undefined),
        [],
      );
      assert.equal(await currentBase(places), undefined);
    }
  });

  it('names it by its content; the same lock is the same base, and it is there at once', async () => {
    const first = await buildBase(common());
    assert.match(first.hash, /^[0-9a-f]{32}$/);
    assert.deepEqual(first.newer, []);
    assert.match(first.nixVersion, /^2\.(2[6-9]|[3-9]\d)/);
    assert.deepEqual(await buildBase(common()), first);
    assert.deepEqual(await readdir(places.bases), [first.hash]);
  });

  it('takes a newer package where the pinned one is gone, says so, and has another name', async () => {
    const older = await lockWithout('hostname');
    const built = await buildBase(common(older));
    assert.match(built.newer.join(), /^hostname 0\.0 -> \d[^,]*$/);
    assert.equal((await readdir(places.bases)).length, 2);
    assert.deepEqual(await currentBase(places, older), built);
  });
});

describe('building an environment', () => {
  it('two with different packages stand side by side and share the files of what both have', async () => {
    const [hello, both] = [
      await build({ packages: ['hello'] }),
      await build({ packages: ['hello', 'tree'] }),
    ];
    assert.notEqual(hello.hash, both.hash);
    assert.deepEqual(hello.asked, ['hello']);
    const inodeOf = async (rootfs: string) => {
      const store = join(rootfs, 'nix/store');
      const name = (await readdir(store)).find((one) => /-hello-[\d.]+$/.test(one)) ?? 'no hello';
      return (await stat(join(store, name, 'bin/hello'))).ino;
    };
    assert.equal(await inodeOf(hello.rootfs), await inodeOf(both.rootfs));
    assert.ok(both.sizeBytes > hello.sizeBytes);
    const treeShare = both.packages.find((one) => one.name === 'tree');
    assert.ok(treeShare && treeShare.ownBytes > 0 && treeShare.ownBytes < treeShare.closureBytes);
    assert.deepEqual(await build({ packages: ['hello'] }), hello);
    assert.equal((await listEnvironments(places)).length, 2);
  });

  it('takes a newer package where the pinned one is gone, says so, and is found by the lock that it stands for', async () => {
    const older = await lockWithout('hello');
    const built = await build({ packages: ['hello'] }, older);
    assert.match(built.newer.join(), /^hello 0\.0 -> \d[^,]*$/);
    assert.deepEqual(await currentEnvironment(places, { ...plainSpec, packages: ['hello'] }, older), built);
  });

  it('says which package a deck asks for that the set does not have', async () => {
    await assert.rejects(build({ packages: ['no-such-package'] }), /no-such-package/);
  });
});

describe('the lock', () => {
  it('holds pool paths and digests, one line a package, and no host', async () => {
    const text = formatLock(await readLock());
    assert.doesNotMatch(text, /https?:|\.org|\.net/);
    const lines = text.split('\n').filter((line) => line.includes('"name"'));
    const form =
      /^ {6}\{"name":"[^"]+","version":"[^"]+","path":"pool\/[^"]+","sha256":"[0-9a-f]{64}","size":\d+(,"needs":\[[^\]]*\],"unit":"[^"]+")?\},?$/;
    assert.deepEqual(
      lines.filter((line) => !form.test(line)),
      [],
    );
    assert.ok(lines.length > 1000);
    assert.equal(
      text,
      await readFile(new URL('../../sandbox/environment.lock.json', import.meta.url), 'utf8'),
    );
  });
});
