import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { groupOf } from '../../src/engine/oci/cgroups.ts';
import { eventuallyNone } from '../support/eventually.ts';
import { ownHome } from '../support/own-home.ts';
import { connectPage, pageHeaders } from '../support/page-client.ts';
import { type Presenting, present } from '../support/piste.ts';

const deck =
  '# A deck\n\n```bash {run name=job}\nsleep 4242 & echo $!\n```\n\n```bash {run name=long session=b}\necho up; sleep 4242\n```\n';

/** All that sessions of one home could leave: bundles, runtime state, cgroups, mounts, processes. */
function leftovers(home: string): readonly string[] {
  const found: string[] = [];
  const run = join(home, 'run');
  if (existsSync(run)) {
    for (const name of readdirSync(run)) {
      if (!name.startsWith('.')) found.push(`bundle ${name}`);
      else found.push(...readdirSync(join(run, name)).map((id) => `state ${id}`));
    }
  }
  found.push(
    ...readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(home)),
  );
  return found;
}

const processes = () =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => / sleep 4242$/.test(line));

function groups(ids: readonly string[]): readonly string[] {
  const parents = [groupOf(process.getuid?.() ?? 0)].flatMap((group) => [
    join('/sys/fs/cgroup', group),
    ...readdirSync('/sys/fs/cgroup').map((name) => join('/sys/fs/cgroup', name, group)),
  ]);
  return parents
    .filter((dir) => existsSync(dir))
    .flatMap((dir) => readdirSync(dir).filter((name) => ids.includes(name)));
}

describe('nothing is left behind', () => {
  let home = '';
  let folder = '';
  let env: NodeJS.ProcessEnv = {};

  before(async () => {
    home = await ownHome();
    folder = mkdtempSync(join(tmpdir(), 'piste-deck-'));
    mkdirSync(join(folder, 'talk'));
    writeFileSync(join(folder, 'talk', 'deck.md'), deck);
    env = { ...process.env, PISTE_HOME: home };
  });
  after(() => {
    rmSync(home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a server with two sessions that have work under way. */
  const busy = async (): Promise<{ server: Presenting; ids: readonly string[] }> => {
    const server = await present([folder], env);
    const page = await connectPage(server.address, 'talk');
    page.send({ type: 'run', cell: 'job' });
    page.send({ type: 'run', cell: 'long' });
    await page.next(
      (message) => message.type === 'state' && message.cell === 'job' && message.state === 'ok',
    );
    await page.next(
      (message) => message.type === 'output' && message.cell === 'long' && message.lines.includes('up'),
    );
    page.drop();
    const ids = readdirSync(join(home, 'run')).filter((name) => !name.startsWith('.'));
    assert.equal(ids.length, 2);
    assert.equal(groups(ids).length > 0, true);
    return { server, ids };
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`after ${signal} in the middle of runs`, async () => {
      const { server, ids } = await busy();
      server.child.kill(signal);
      assert.equal(await server.exited, 0);
      await eventuallyNone(() => [...leftovers(home), ...processes(), ...groups(ids)]);
    });
  }

  it('after SIGKILL: its processes end by themselves, the next server clears the rest', async () => {
    const { server, ids } = await busy();
    server.child.kill('SIGKILL');
    await server.exited;
    await eventuallyNone(() => processes());
    const next = await present([folder], env);
    await eventuallyNone(() => [...leftovers(home), ...groups(ids)]);
    next.child.kill('SIGTERM');
    await next.exited;
  });

  it('after a thousand connections that were dropped', async () => {
    const { server, ids } = await busy();
    const headers = await pageHeaders(server.address);
    const descriptors = () => readdirSync(`/proc/${server.child.pid}/fd`).length;
    const before = descriptors();
    for (let round = 0; round < 50; round++) {
      const pages = await Promise.all(
        Array.from({ length: 20 }, () => connectPage(server.address, 'talk', headers)),
      );
      for (const page of pages) page.drop();
    }
    await eventuallyNone(() =>
      descriptors() > before + 2 ? [`${descriptors()} descriptors, ${before} before`] : [],
    );
    assert.equal(readdirSync(join(home, 'run')).filter((name) => !name.startsWith('.')).length, 2);
    server.child.kill('SIGTERM');
    await server.exited;
    await eventuallyNone(() => [...leftovers(home), ...processes(), ...groups(ids)]);
  });
});
