import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const runtimeNames = ['runc', 'crun', 'runsc'] as const;
export type RuntimeName = (typeof runtimeNames)[number];

/** An OCI runtime as a command: where it keeps its state, and how it is told apart. */
export interface Runtime {
  readonly name: RuntimeName;
  readonly stateDir: string;
  readonly systemdCgroup: boolean;
}

/** Arguments that come before the runtime's command, the same for all of them. */
function globalArgs(runtime: Runtime): readonly string[] {
  const args = ['--root', runtime.stateDir];
  if (runtime.systemdCgroup)
    args.push(runtime.name === 'runsc' ? '--systemd-cgroup=true' : '--systemd-cgroup');
  // gVisor: overlays that the agent mounts live in the sandbox's own kernel; its network is none.
  if (runtime.name === 'runsc') args.push('--network=none', '--ignore-cgroups');
  return args;
}

/** Starts a bundle and leaves it running with the caller's three standard streams, and files from descriptor 3 on. */
export const runArgs = (runtime: Runtime, id: string, bundle: string, files = 0): readonly string[] => [
  ...globalArgs(runtime),
  'run',
  '--detach',
  ...(files > 0 ? ['--preserve-fds', String(files)] : []),
  '--bundle',
  bundle,
  id,
];

/** Starts a bundle and stays until its program has ended. */
export const programArgs = (runtime: Runtime, id: string, bundle: string): readonly string[] => [
  ...globalArgs(runtime),
  'run',
  '--bundle',
  bundle,
  id,
];

export const deleteArgs = (runtime: Runtime, id: string): readonly string[] => [
  ...globalArgs(runtime),
  'delete',
  '--force',
  id,
];

/** Ends a container, running or not, and forgets it; what is gone already is no error. */
export async function deleteContainer(runtime: Runtime, id: string): Promise<void> {
  await run(runtime.name, [...deleteArgs(runtime, id)]).catch(() => undefined);
}

/** The runtime's version line; undefined where it is not installed. */
export async function runtimeVersion(name: RuntimeName): Promise<string | undefined> {
  try {
    return (await run(name, ['--version'])).stdout.split('\n')[0]?.trim();
  } catch {
    return undefined;
  }
}
