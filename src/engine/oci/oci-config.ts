import type { Limits } from '../../deck/deck.ts';

/** What a bundle's `config.json` depends on; everything is in the units of the OCI runtime specification. */
export interface BundleSpec {
  readonly rootfs: string;
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly limits: Limits;
  /** Path below each cgroup hierarchy; undefined leaves the runtime's own choice. */
  readonly cgroupsPath: string | undefined;
  /** Device rules need more rights than an ordinary user has. */
  readonly deviceRules: boolean;
  readonly seccomp: unknown;
  readonly hostname: string;
  /** gVisor's kernel knows neither a tmpfs that counts files nor an overlay's `userxattr`. */
  readonly plainMounts: boolean;
}

/** Files and folders that a session's writable layer may hold. */
export const inodeLimit = 100_000;
const devBytes = 65_536;

/**
 * What the agent starts with, to lay the writable layer and the overlay, and gives up before it serves anyone: only
 * SETFCAP and DAC_OVERRIDE stay with what runs in a session (see the threat model).
 */
const agentCapabilities = [
  'SYS_ADMIN',
  'SETPCAP',
  'DAC_OVERRIDE',
  'CHOWN',
  'FOWNER',
  'NET_ADMIN',
  'SETFCAP',
].map((name) => `CAP_${name}`);

function agentArgs({ limits, plainMounts }: BundleSpec): readonly string[] {
  const mounts = plainMounts ? ['0', ''] : [String(inodeLimit), ',userxattr'];
  return ['/usr/bin/perl', '/etc/piste/agent.pl', String(limits.diskBytes), ...mounts];
}

/**
 * The sandbox as the OCI runtime specification writes it: a user namespace with one id, a read-only root, no network
 * but loopback, cgroup limits.
 */
export function ociConfig(spec: BundleSpec): Record<string, unknown> {
  const { limits, owner } = spec;
  const capabilities = agentCapabilities;
  // The writable layer is held in memory, and the kernel charges it to the session like any other page.
  const memory = limits.memoryBytes + limits.diskBytes;
  return {
    ociVersion: '1.0.2',
    hostname: spec.hostname,
    root: { path: spec.rootfs, readonly: true },
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: agentArgs(spec),
      env: ['PATH=/usr/sbin:/usr/bin'],
      cwd: '/',
      capabilities: {
        bounding: capabilities,
        effective: capabilities,
        permitted: capabilities,
        inheritable: [],
        ambient: [],
      },
      noNewPrivileges: true,
      rlimits: [
        { type: 'RLIMIT_NOFILE', hard: 4096, soft: 1024 },
        { type: 'RLIMIT_CORE', hard: 0, soft: 0 },
      ],
    },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
      {
        destination: '/dev',
        type: 'tmpfs',
        source: 'dev',
        options: ['nosuid', 'noexec', 'mode=755', `size=${devBytes}`, 'nr_inodes=64'],
      },
      {
        destination: '/dev/pts',
        type: 'devpts',
        source: 'devpts',
        options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'max=64'],
      },
      {
        destination: '/dev/shm',
        type: 'tmpfs',
        source: 'shm',
        options: ['nosuid', 'noexec', 'nodev', 'size=4096', 'nr_inodes=2'],
      },
    ],
    linux: {
      namespaces: ['pid', 'ipc', 'uts', 'mount', 'network', 'user', 'cgroup'].map((type) => ({ type })),
      uidMappings: [{ containerID: 0, hostID: owner.uid, size: 1 }],
      gidMappings: [{ containerID: 0, hostID: owner.gid, size: 1 }],
      ...(spec.cgroupsPath === undefined ? {} : { cgroupsPath: spec.cgroupsPath }),
      resources: {
        // The runtime adds the harmless ones (null, zero, random, tty, pts) to this rule by itself.
        ...(spec.deviceRules ? { devices: [{ allow: false, access: 'rwm' }] } : {}),
        memory: { limit: memory, swap: memory },
        pids: { limit: limits.pids },
        cpu: { period: 100_000, quota: Math.round(limits.cpus * 100_000) },
      },
      seccomp: spec.seccomp,
      maskedPaths: [],
      readonlyPaths: [],
    },
  };
}
