import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Duplex, type Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFolders } from '../../disk/make-folders.ts';
import { type Places, sessionOwner } from '../../environment/places.ts';
import { MachineError, messageOf, RunError } from '../../errors.ts';
import type { Engine, Sandbox } from '../engine.ts';
import { type Cgroups, ensureParent, findCgroups, readCounters, removeGroups } from './cgroups.ts';
import { oneId } from './id-maps.ts';
import { clearLeftovers, writeOwner } from './leftovers.ts';
import { findObstacles } from './obstacles.ts';
import { ociConfig } from './oci-config.ts';
import { programConfig } from './program-config.ts';
import { runProgram } from './run-program.ts';
import { deleteContainer, type Runtime, type RuntimeName, runArgs } from './runtime.ts';
import { readSeccompPolicy, seccompProfile } from './seccomp.ts';
import { sessionIds } from './session-ids.ts';

export interface OciEngineOptions {
  readonly places: Places;
  readonly runtime?: RuntimeName;
}

/** Sessions as containers of an OCI runtime on this machine: runc, crun or runsc, as root or as an ordinary user. */
export function createOciEngine(options: OciEngineOptions): Engine {
  const name = options.runtime ?? 'runc';
  const { places } = options;
  const uid = process.getuid?.() ?? 0;
  const runtimeIn = (cgroups: Cgroups): Runtime => ({
    name,
    stateDir: join(places.run, `.${name}`),
    systemdCgroup: cgroups.systemd,
  });
  const prepare = once(async () => {
    const cgroups = await findCgroups(uid);
    if (!cgroups) {
      const [obstacle] = await findObstacles(name);
      throw new MachineError(obstacle?.what ?? 'limits cannot be enforced here', obstacle?.mend);
    }
    await ensureParent(cgroups);
    const runtime = runtimeIn(cgroups);
    makeFolders(runtime.stateDir, 0o711);
    return { cgroups, runtime, seccomp: seccompProfile(await readSeccompPolicy()) };
  });
  const newBundle = async (cgroups: Cgroups) => {
    const id = `${process.pid}-${randomBytes(6).toString('hex')}`;
    const bundle = join(places.run, id);
    makeFolders(bundle, 0o711);
    const cgroupsPath = cgroups.systemd ? `user.slice:piste:${id}` : `${cgroups.parent}/${id}`;
    return { id, bundle, cgroupsPath };
  };
  return {
    name,
    obstacles: (wanted) => findObstacles(name, wanted?.containers),
    async start(spec) {
      const { cgroups, runtime, seccomp } = await prepare();
      if (spec.restore && name === 'runsc') throw new RunError('runsc hands no snapshot to a session');
      const ids = await sessionIds(name, spec.containers);
      const { id, bundle, cgroupsPath } = await newBundle(cgroups);
      const config = ociConfig({
        rootfs: spec.environment.rootfs,
        ids,
        limits: spec.limits,
        containers: spec.containers,
        cgroupsPath,
        deviceRules: uid === 0,
        seccomp,
        hostname: 'piste',
        archives: spec.restore?.files.length ?? 0,
        plainMounts: name === 'runsc',
      });
      await writeBundle(bundle, config);
      const container = { id, bundle, runtime, cgroups };
      return startRestored(container, spec.restore?.files ?? []);
    },
    async runProgram(spec) {
      const { cgroups, runtime, seccomp } = await prepare();
      const { id, bundle, cgroupsPath } = await newBundle(cgroups);
      const place = { ids: oneId(sessionOwner()), cgroupsPath, deviceRules: uid === 0, seccomp };
      const config = programConfig(spec, place);
      await writeBundle(bundle, config);
      return runProgram({ id, dir: bundle }, spec, { runtime, cgroups });
    },
    async clear() {
      const cgroups = await findCgroups(uid);
      if (!cgroups) return [];
      return clearLeftovers(places.run, async (id) => {
        await deleteContainer(runtimeIn(cgroups), id);
        await removeGroups(cgroups, id);
      });
    },
  };
}

/** The runtime's part, and whose it is, for whoever clears up after a kill. */
async function writeBundle(dir: string, config: Record<string, unknown>): Promise<void> {
  await Promise.all([writeFile(join(dir, 'config.json'), JSON.stringify(config)), writeOwner(dir)]);
}

interface Container {
  readonly id: string;
  readonly bundle: string;
  readonly runtime: Runtime;
  readonly cgroups: Cgroups;
}

/** How long an agent may take to end by itself before it is killed. */
const patienceMs = 300;

/**
 * The runtime hands its streams to the agent and leaves; the agent holds them until it ends, so the end of its output
 * is the end of the session. Node closes a child's standard input when that child exits, and ours exits at once: so
 * both directions run over a fourth stream, which the shell puts in place.
 */
const ontoOneStream = 'exec "$0" "$@" <&3 >&3 3>&-';
/** The runtime passes files on from the third descriptor, which must then be something. */
const withFiles = 'exec "$0" "$@" <&3 >&3 3</dev/null';

/**
 * Opens the archives for the agent, which is handed the open files: nothing of the folder that they lie in is mounted,
 * and what is removed meanwhile can still be read.
 */
async function startRestored(container: Container, paths: readonly string[]): Promise<Sandbox> {
  const archives: FileHandle[] = [];
  try {
    for (const path of paths)
      archives.push(
        await open(path).catch((cause: unknown) => {
          throw new RunError(`the snapshot cannot be read: ${messageOf(cause)}`, { cause });
        }),
      );
    return startContainer(
      container,
      archives.map((archive) => archive.fd),
    );
  } catch (error) {
    await rm(container.bundle, { recursive: true, force: true });
    throw error;
  } finally {
    await Promise.all(archives.map((archive) => archive.close()));
  }
}

function startContainer(container: Container, archives: readonly number[]): Sandbox {
  const { id, runtime, cgroups } = container;
  const files = archives.length > 0 ? archives.length + 1 : 0;
  const start = files > 0 ? withFiles : ontoOneStream;
  const args = ['-c', start, runtime.name, ...runArgs(runtime, id, container.bundle, files)];
  const child = spawn('/bin/sh', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', ...archives] });
  const { stderr } = child;
  const stream = child.stdio[3];
  if (!stderr || !(stream instanceof Duplex)) throw new RunError('no stream to the session');
  let message = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    message = (message + text).slice(-4096);
  });
  const left = new Promise<void>((done) => {
    child.on('error', (error) => {
      message = error.message;
      stream.destroy();
      stderr.destroy();
      done();
    });
    child.on('exit', () => done());
  });
  stream.on('error', () => {
    // A session that ends while we write to it: `ended` says why.
  });
  const closed = (one: Readable) => new Promise<void>((done) => one.on('close', done));
  const ended = Promise.all([left, closed(stream), closed(stderr)]).then(async () => {
    await remove(container);
    return { message: message.trim() };
  });
  const counters = () => readCounters(cgroups, id);
  return {
    id,
    input: stream,
    output: stream,
    ended,
    memoryKills: async () => (await counters()).memoryKills,
    processRefusals: async () => (await counters()).processRefusals,
    memoryBytes: async () => (await counters()).memoryBytes,
    async stop() {
      await left;
      // Without its host the agent ends, and the kernel takes all with it; the runtime's own way waits 100 ms.
      stream.end();
      const timer = new AbortController();
      await Promise.race([
        ended,
        delay(patienceMs, undefined, { signal: timer.signal }).catch(() => undefined),
      ]);
      timer.abort();
      await deleteContainer(runtime, id);
      stream.destroy();
      stderr.destroy();
      await ended;
    },
  };
}

async function remove({ id, bundle, runtime, cgroups }: Container): Promise<void> {
  await deleteContainer(runtime, id);
  await removeGroups(cgroups, id);
  await rm(bundle, { recursive: true, force: true });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error instanceof MachineError
        ? error
        : new RunError('the engine cannot be prepared', { cause: error });
    });
    return made;
  };
}
