import type { IdMaps } from './id-maps.ts';

/** What the machine gives every container: ids, a control group's place, whether device rules can be set, a filter. */
export interface ContainerPlace {
  readonly ids: IdMaps;
  /** Path below each cgroup hierarchy; undefined leaves the runtime's own choice. */
  readonly cgroupsPath: string | undefined;
  /** Device rules need more rights than an ordinary user has. */
  readonly deviceRules: boolean;
  readonly seccomp: unknown;
}

/** What keeps a container within its bounds, as the `linux` part of the OCI runtime specification has it. */
export function boundsOf(
  place: ContainerPlace,
  limits: { readonly memoryBytes: number; readonly pids: number; readonly cpus: number },
): Record<string, unknown> {
  return {
    uidMappings: place.ids.uid,
    gidMappings: place.ids.gid,
    ...(place.cgroupsPath === undefined ? {} : { cgroupsPath: place.cgroupsPath }),
    resources: {
      // The runtime adds the harmless ones (null, zero, random, tty, pts) to this rule by itself.
      ...(place.deviceRules ? { devices: [{ allow: false, access: 'rwm' }] } : {}),
      memory: { limit: limits.memoryBytes, swap: limits.memoryBytes },
      pids: { limit: limits.pids },
      cpu: { period: 100_000, quota: Math.round(limits.cpus * 100_000) },
    },
    seccomp: place.seccomp,
    maskedPaths: [],
    readonlyPaths: [],
  };
}
