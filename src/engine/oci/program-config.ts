import type { ProgramSpec } from '../../environment/program.ts';
import { boundsOf, type ContainerPlace } from './bounds.ts';

/** As in a session: Nix needs these two to build as uid 0. */
const capabilities = ['CAP_SETFCAP', 'CAP_DAC_OVERRIDE'];

const scratch = (destination: string, ...options: readonly string[]) => ({
  destination,
  type: 'tmpfs',
  source: 'tmpfs',
  options: ['nosuid', 'nodev', ...options],
});

/** A container for one program, as the OCI runtime specification writes it: a read-only root, folders of the host's. */
export function programConfig(spec: ProgramSpec, place: ContainerPlace): Record<string, unknown> {
  const namespaces = ['pid', 'ipc', 'uts', 'mount', 'user', 'cgroup', ...(spec.network ? [] : ['network'])];
  return {
    ociVersion: '1.0.2',
    hostname: 'piste-build',
    root: { path: spec.rootfs, readonly: true },
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: spec.argv,
      env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
      cwd: '/',
      capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
      noNewPrivileges: true,
      rlimits: [
        { type: 'RLIMIT_NOFILE', hard: 4096, soft: 4096 },
        { type: 'RLIMIT_CORE', hard: 0, soft: 0 },
      ],
    },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
      scratch('/dev', 'mode=755', 'size=64k'),
      {
        destination: '/dev/pts',
        type: 'devpts',
        source: 'devpts',
        options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620'],
      },
      scratch('/dev/shm', 'mode=1777'),
      scratch('/tmp', 'mode=1777'),
      scratch('/run', 'mode=755'),
      scratch('/home', 'mode=755'),
      scratch('/mnt', 'mode=755'),
      ...spec.folders.map(({ source, target, writable }) => ({
        destination: target,
        type: 'bind',
        source,
        options: ['rbind', writable ? 'rw' : 'ro', 'nosuid', 'nodev'],
      })),
    ],
    linux: {
      namespaces: namespaces.map((type) => ({ type })),
      ...boundsOf(place, spec.limits),
    },
  };
}
