import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as passing } from 'node:timers/promises';
import { siteMark } from '../../src/disk/site-mark.ts';
import { writeSite } from '../../src/disk/write-site.ts';
import { randomFrom } from '../support/random.ts';
import { siteOf } from './site-versions.ts';

let site = '';
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'piste-killed-'));
});
afterEach(() => rmSync(site, { recursive: true }));

const writer = join(import.meta.dirname, 'site-versions.ts');

/** A process that writes one version of the site after the other; here when the first one is written. */
async function writingOn(from: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, site, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const listed = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
    .sort();

/** What the site's pages name and a reader would not get. */
function missing(): readonly string[] {
  const pages = listed(site).filter((path) => path.endsWith('.html'));
  return pages.flatMap((page) =>
    [...readFileSync(join(site, page), 'utf8').matchAll(/(?:src|href)="([^"]*)"/g)]
      .map(([, path = '']) => join(dirname(page), path))
      .filter((path) => !existsSync(join(site, path)))
      .map((path) => `${page} -> ${path}`),
  );
}

function assertHolds(version: number): void {
  const files = siteOf(version);
  assert.deepEqual(listed(site), [siteMark, 'CNAME', ...files.keys()].sort());
  for (const [path, bytes] of files) assert.ok(readFileSync(join(site, path)).equals(bytes), path);
}

/** Resolves when it stands still: what it was in the middle of is done by then. */
async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP');
  while (!/\) T /.test(readFileSync(`/proc/${child.pid}/stat`, 'utf8'))) await passing(1);
}

describe('a site that is written when its writer is stopped', () => {
  it('has at every moment all that its pages name', async () => {
    const random = randomFrom(7);
    const child = await writingOn(1);
    try {
      for (let count = 0; count < 200; count++) {
        await passing(random() * 12);
        await stop(child);
        assert.deepEqual(missing(), [], `look ${count}`);
        child.kill('SIGCONT');
      }
    } finally {
      await end(child);
    }
  });

  it('is whole again after the next build, whenever it was killed, and what is not ours is still there', async () => {
    const random = randomFrom(8);
    writeFileSync(join(site, 'CNAME'), 'talks.example.org');
    await writeSite(site, siteOf(0), true);
    let unfinished = 0;
    for (let count = 1; count <= 12; count++) {
      const child = await writingOn(count * 1000);
      await passing(random() * 40);
      await end(child);
      assert.deepEqual(missing(), []);
      if (readdirSync(site).some((name) => name.startsWith('.piste-next'))) unfinished++;
      await writeSite(site, siteOf(count), false);
      assertHolds(count);
    }
    assert.ok(unfinished > 0, 'some were killed at work');
  });

  it('is written by one process at a time', async () => {
    const random = randomFrom(9);
    const child = await writingOn(1);
    try {
      for (let busy = false; !busy; child.kill('SIGCONT')) {
        await passing(random() * 12);
        await stop(child);
        busy = existsSync(join(site, '.piste-next', 'owner'));
        if (busy) await assert.rejects(writeSite(site, siteOf(2), false), /another `piste build` is writing/);
      }
    } finally {
      await end(child);
    }
  });
});
