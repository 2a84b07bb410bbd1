import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { delegateCommand, groupOf } from '../../src/engine/oci/cgroups.ts';
import { placesOf, projectDir } from '../../src/environment/places.ts';

/** An account without any rights, made for this test and removed after it. */
const user = 'piste-test';
const isRoot = process.getuid?.() === 0;
const skip = isRoot
  ? false
  : 'only root can become another user; as an ordinary user all other tests have just shown it';

/** The suites that an ordinary user's sessions must pass like root's. */
const suites = ['contract', 'hostile', 'session'];

describe('as an ordinary user', { skip }, () => {
  let home = '';
  let uid = 0;
  let checkout = projectDir;

  const asUser = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync('setpriv', [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--', ...args], {
      cwd: checkout,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: home,
        PISTE_HOME: join(home, 'piste'),
        PISTE_DOWNLOADS: join(home, 'downloads'),
        ...env,
      },
      maxBuffer: 64 << 20,
    });

  before(() => {
    spawnSync('userdel', [user]);
    home = mkdtempSync('/var/tmp/piste-user-');
    execFileSync(
      'useradd',
      ['--no-create-home', '--home-dir', home, '--shell', '/bin/bash', '--user-group', user],
      { stdio: 'ignore' },
    );
    uid = Number(execFileSync('id', ['-u', user], { encoding: 'utf8' }));
    const gid = Number(execFileSync('id', ['-g', user], { encoding: 'utf8' }));
    // What root has fetched need not be fetched again; each user builds an environment of their own.
    mkdirSync(join(home, 'downloads'));
    try {
      cpSync(placesOf().downloads, join(home, 'downloads'), { recursive: true });
    } catch {
      // Collected by `sandbox gc`: the user fetches them.
    }
    execFileSync('chown', ['-R', `${uid}:${gid}`, home]);
    chownSync(home, uid, gid);
    if (asUser(['test', '-r', join(projectDir, 'package.json')]).status !== 0) {
      // The checkout lies where only root can go: the user gets a copy.
      checkout = join(home, 'checkout');
      cpSync(projectDir, checkout, { recursive: true, filter: (path) => !path.includes('/.git/') });
      execFileSync('chown', ['-R', `${uid}:${gid}`, checkout]);
    }
  });

  after(() => {
    if (uid === 0) return;
    for (const controller of readdirSync('/sys/fs/cgroup')) {
      spawnSync('rmdir', [join('/sys/fs/cgroup', controller, groupOf(uid))], { stdio: 'ignore' });
    }
    spawnSync('rmdir', [join('/sys/fs/cgroup', groupOf(uid))], { stdio: 'ignore' });
    spawnSync('userdel', [user]);
    rmSync(home, { recursive: true, force: true });
  });

  const piste = (...args: string[]) => asUser([process.execPath, 'dist/cli.js', ...args]);

  it('without delegated limits nothing runs, and the doctor names the command that mends it', async () => {
    const { status, stdout } = piste('doctor');
    assert.equal(status, 3);
    assert.match(stdout, /✗ Engine +sessions' limits cannot be enforced/);
    assert.ok(stdout.includes(await delegateCommand(uid)), stdout);
  });

  it('that very command mends it', async () => {
    const command = (await delegateCommand(uid)).replace(/^sudo /, '');
    execFileSync('/bin/sh', ['-c', command]);
    writeFileSync(join(home, 'plain.md'), '# A deck without wishes\n');
    assert.equal(piste('sandbox', 'build', join(home, 'plain.md')).status, 0);
    const { status, stdout } = piste('doctor');
    assert.match(stdout, /✓ Session/);
    assert.equal(status, 0, stdout);
  });

  for (const suite of suites) {
    it(`passes test/${suite}`, (context) => {
      const files = readdirSync(join(projectDir, 'test', suite))
        .filter((name) => name.endsWith('.test.ts') && name !== 'leftovers.test.ts')
        .map((name) => join('test', suite, name));
      const { status, stdout } = asUser(
        [
          process.execPath,
          '--import',
          'tsx',
          '--test',
          '--test-concurrency=2',
          '--test-reporter=tap',
          ...files,
        ],
        { TMPDIR: home },
      );
      context.diagnostic(stdout.match(/^# (tests|pass|fail) \d+$/gm)?.join(', ') ?? 'no summary');
      assert.equal(status, 0, stdout.slice(-6000));
    });
  }

  it('leaves nothing behind', async () => {
    const runDir = join(home, 'piste', 'run');
    assert.deepEqual(
      readdirSync(runDir).filter((name) => !name.startsWith('.')),
      [],
    );
    // The kernel may still be taking the last processes apart.
    const left = () => spawnSync('pgrep', ['-u', user], { encoding: 'utf8' }).stdout;
    for (let tries = 0; left() !== '' && tries < 100; tries++) await delay(100);
    assert.equal(left(), '');
  });
});
