import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Cgroups, findCgroups, removeGroups } from '../../src/engine/oci/cgroups.ts';
import { closed } from './processes.ts';
import { whenOver } from './releases.ts';

const run = promisify(execFile);
const anything = z.looseObject({ process: z.looseObject({}), linux: z.looseObject({}) });

/** A container as runc makes it of its own `runc spec`, on Piste's root filesystem: the peer. */
export interface BareRunc {
  /** `runc run` of `true`, from the spawn to its end; ms. */
  runTrue(): Promise<number>;
  /** Starts a container that idles; returns its id. */
  startIdle(): Promise<string>;
  /** `runc exec` in a running container; ms from the spawn to the first byte and to the end of the output. */
  exec(id: string, argv: readonly string[]): Promise<{ firstByteMs: number; endMs: number }>;
  remove(id: string): Promise<void>;
  readonly cgroups: Cgroups;
  readonly dir: string;
}

export async function createBareRunc(rootfs: string): Promise<BareRunc> {
  const uid = process.getuid?.() ?? 0;
  const cgroups = await findCgroups(uid);
  if (!cgroups) throw new Error('no cgroups here: npm run piste -- doctor');
  const dir = await mkdtemp(join(tmpdir(), 'piste-bench-runc-'));
  const removeDir = whenOver(() => rm(dir, { recursive: true, force: true }));
  const state = ['--root', join(dir, 'state'), ...(cgroups.systemd ? ['--systemd-cgroup'] : [])];
  await run('runc', ['spec', ...(uid === 0 ? [] : ['--rootless'])], { cwd: dir }).catch(async (error) => {
    await removeDir();
    throw error;
  });
  const spec = anything.parse(JSON.parse(await readFile(join(dir, 'config.json'), 'utf8')));
  let count = 0;

  const makeBundle = async (args: readonly string[]) => {
    const id = `bench-${process.pid}-${++count}`;
    const bundle = join(dir, id);
    await mkdir(bundle);
    const cgroupsPath = cgroups.systemd ? `user.slice:piste:${id}` : `${cgroups.parent}/${id}`;
    const config = {
      ...spec,
      root: { path: rootfs, readonly: true },
      process: { ...spec.process, terminal: false, args },
      linux: { ...spec.linux, cgroupsPath },
    };
    await writeFile(join(bundle, 'config.json'), JSON.stringify(config));
    const release = whenOver(async () => {
      await run('runc', [...state, 'delete', '--force', id]).catch(() => undefined);
      await removeGroups(cgroups, id);
      await rm(bundle, { recursive: true, force: true });
    });
    return { id, bundle, release };
  };
  const releases = new Map<string, () => Promise<unknown>>();

  return {
    cgroups,
    dir,
    async runTrue() {
      const { id, bundle, release } = await makeBundle(['true']);
      const started = performance.now();
      const child = spawn('runc', [...state, 'run', '--bundle', bundle, id], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      await closed(child);
      const ms = performance.now() - started;
      await release();
      if (child.exitCode !== 0) throw new Error(`runc run ended with ${child.exitCode}`);
      return ms;
    },
    async startIdle() {
      const { id, bundle, release } = await makeBundle(['sleep', 'infinity']);
      releases.set(id, release);
      const child = spawn('runc', [...state, 'run', '--detach', '--bundle', bundle, id], { stdio: 'ignore' });
      await closed(child);
      if (child.exitCode !== 0) throw new Error(`runc run ended with ${child.exitCode}`);
      return id;
    },
    async exec(id, argv) {
      const started = performance.now();
      const child = spawn('runc', [...state, 'exec', id, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
      let firstByteMs = Number.NaN;
      child.stdout.once('data', () => {
        firstByteMs = performance.now() - started;
      });
      child.stdout.resume();
      await closed(child);
      if (child.exitCode !== 0) throw new Error(`runc exec ended with ${child.exitCode}`);
      return { firstByteMs, endMs: performance.now() - started };
    },
    async remove(id) {
      await releases.get(id)?.();
    },
  };
}
