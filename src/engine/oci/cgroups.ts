import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

const mountPoint = '/sys/fs/cgroup';

/** Where sessions' limits are enforced on this machine. */
export interface Cgroups {
  readonly version: 1 | 2;
  /** Our group's path below each hierarchy, with a leading slash. */
  readonly parent: string;
  /** Runs through the user's systemd instead of writing to the file system. */
  readonly systemd: boolean;
}

const writable = (path: string) =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );

/** The group that this user's sessions are put below, by convention of ours: root makes it, or hands it over. */
export const groupOf = (uid: number) => (uid === 0 ? '/piste' : `/piste-${uid}`);

/** What of cgroups can be used here; undefined when limits could not be enforced. */
export async function findCgroups(uid: number): Promise<Cgroups | undefined> {
  const controllers = await readFile(join(mountPoint, 'cgroup.controllers'), 'utf8').catch(() => undefined);
  const parent = groupOf(uid);
  if (controllers !== undefined) {
    if (uid === 0 || (await writable(join(mountPoint, parent))))
      return { version: 2, parent, systemd: false };
    const runtimeDir = process.env.XDG_RUNTIME_DIR;
    if (runtimeDir && (await writable(join(runtimeDir, 'systemd/private'))))
      return { version: 2, parent, systemd: true };
    return undefined;
  }
  const needed = ['memory', 'pids', 'cpu'].map((name) => join(mountPoint, name, uid === 0 ? '' : parent));
  return (await Promise.all(needed.map(writable))).every(Boolean)
    ? { version: 1, parent, systemd: false }
    : undefined;
}

/** The command that, run by an administrator, hands this user what limits need. */
export async function delegateCommand(uid: number): Promise<string> {
  const parent = groupOf(uid);
  const version2 = await access(join(mountPoint, 'cgroup.controllers')).then(
    () => true,
    () => false,
  );
  if (version2) {
    const dir = mountPoint + parent;
    // `$$` is the shell that it is typed in: what is started there is below the group.
    return `sudo sh -c "echo '+memory +pids +cpu' > ${mountPoint}/cgroup.subtree_control; mkdir -p ${dir}/shell; chown -R ${uid} ${dir}; echo $$ > ${dir}/shell/cgroup.procs"`;
  }
  const dir = `"$c"${parent.slice(1)}`;
  return `sudo sh -c 'for c in ${mountPoint}/*/; do [ "$c" = ${mountPoint}/unified/ ] || { mkdir -p ${dir}; cp "$c"cpuset.cpus "$c"cpuset.mems ${dir} 2>/dev/null; chown -R ${uid} ${dir}; }; done'`;
}

const numberIn = (text: string, key: string) => {
  const found = text.match(new RegExp(`^${key} (\\d+)$`, 'm'))?.[1];
  return found === undefined ? undefined : Number(found);
};

const read = (path: string) => readFile(path, 'utf8').catch(() => '');

/** What the kernel has counted for one session. */
export interface SessionCounters {
  readonly memoryKills: number;
  readonly processRefusals: number | undefined;
  readonly memoryBytes: number | undefined;
}

export async function readCounters(cgroups: Cgroups, id: string): Promise<SessionCounters> {
  const path = `${cgroups.parent}/${id}`;
  const at = (controller: string, file: string) =>
    read(cgroups.version === 2 ? join(mountPoint, path, file) : join(mountPoint, controller, path, file));
  const [oom, pids, memory] = await Promise.all([
    at('memory', cgroups.version === 2 ? 'memory.events' : 'memory.oom_control'),
    at('pids', 'pids.events'),
    at('memory', cgroups.version === 2 ? 'memory.current' : 'memory.usage_in_bytes'),
  ]);
  return {
    memoryKills: numberIn(oom, 'oom_kill') ?? 0,
    processRefusals: numberIn(pids, 'max'),
    memoryBytes: memory === '' ? undefined : Number(memory),
  };
}

/** Removes what a runtime left of a session's groups; groups that are still in use stay. */
export async function removeGroups(cgroups: Cgroups, id: string): Promise<void> {
  const dirs =
    cgroups.version === 2
      ? [join(mountPoint, cgroups.parent, id)]
      : (await readdir(mountPoint).catch(() => [])).map((name) => join(mountPoint, name, cgroups.parent, id));
  await Promise.all(dirs.map((dir) => rmdir(dir).catch(() => undefined)));
}

/** Makes our own group where the runtime would not (version 1 as root needs nothing: the runtime makes all levels). */
export async function ensureParent(cgroups: Cgroups): Promise<void> {
  if (cgroups.version === 2 && !cgroups.systemd)
    await mkdir(join(mountPoint, cgroups.parent), { recursive: true }).catch(() => undefined);
}
