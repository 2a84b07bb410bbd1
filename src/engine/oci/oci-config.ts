import type { Limits } from '../../deck/deck.ts';
import { boundsOf, type ContainerPlace } from './bounds.ts';
import { containerIds } from './id-maps.ts';

/** What a bundle's `config.json` depends on; everything is in the units of the OCI runtime specification. */
export interface BundleSpec extends ContainerPlace {
  readonly rootfs: string;
  readonly limits: Limits;
  /** Whether the session may run containers of its own. */
  readonly containers: boolean;
  readonly hostname: string;
  /** Archives to unpack, which the agent finds open. */
  readonly archives: number;
  /** gVisor's kernel knows neither a tmpfs that counts files nor an overlay's `userxattr`. */
  readonly plainMounts: boolean;
}

/** Files and folders that a session's writable layer may hold. */
export const inodeLimit = 100_000;
const devBytes = 65_536;

/**
 * What the agent starts with, to lay the writable layer and the overlay and to forbid what would undo limits, and gives
 * up before it serves anyone: only SETFCAP and DAC_OVERRIDE stay with what runs in a session (see the threat model).
 */
const agentCapabilities = [
  'SYS_ADMIN',
  'SETPCAP',
  'DAC_OVERRIDE',
  'CHOWN',
  'FOWNER',
  'NET_ADMIN',
  'SETFCAP',
  'SYS_RESOURCE',
].map((name) => `CAP_${name}`);

/**
 * What it needs besides to give the session's ids to a user namespace below its own, where containers are run; and to
 * unpack an image's files with their set-group-id bits.
 */
const containerAgentCapabilities = ['CAP_SETUID', 'CAP_SETGID', 'CAP_FSETID'];

function agentArgs({ limits, plainMounts, containers, archives }: BundleSpec): readonly string[] {
  const mounts = plainMounts ? ['0', ''] : [String(inodeLimit), ',userxattr'];
  const ids = containers ? [String(containerIds)] : archives > 0 ? ['0'] : [];
  const restored = archives > 0 ? [String(archives)] : [];
  return ['/usr/bin/perl', '/etc/piste/agent.pl', String(limits.diskBytes), ...mounts, ...ids, ...restored];
}

/**
 * Container tools look for control groups before they are told to leave them alone, and find an empty folder; and they
 * keep a list of short names where it cannot be told otherwise.
 */
const containerMounts = ['/sys', '/sys/fs/cgroup', '/var/cache'].map((destination) => ({
  destination,
  type: 'tmpfs',
  source: 'none',
  options: ['nosuid', 'noexec', 'nodev', 'mode=755', 'size=64k', 'nr_inodes=16'],
}));

/**
 * The sandbox as the OCI runtime specification writes it: a user namespace with one id (many, where containers
 * are run in it), a read-only root, no network but loopback, cgroup limits.
 */
export function ociConfig(spec: BundleSpec): Record<string, unknown> {
  const { limits, containers } = spec;
  const capabilities = containers ? [...agentCapabilities, ...containerAgentCapabilities] : agentCapabilities;
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
      ...(containers ? containerMounts : []),
    ],
    linux: {
      namespaces: ['pid', 'ipc', 'uts', 'mount', 'network', 'user', 'cgroup'].map((type) => ({ type })),
      // A server in a container listens on port 80; the network namespace is not theirs, so no capability helps.
      ...(containers ? { sysctl: { 'net.ipv4.ip_unprivileged_port_start': '0' } } : {}),
      // The writable layer is held in memory, and the kernel charges it to the session like any other page.
      ...boundsOf(spec, { ...limits, memoryBytes: limits.memoryBytes + limits.diskBytes }),
    },
  };
}
