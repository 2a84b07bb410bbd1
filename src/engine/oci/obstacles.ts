import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Obstacle } from '../engine.ts';
import { delegateCommand, findCgroups } from './cgroups.ts';
import { type RuntimeName, runtimeVersion } from './runtime.ts';
import { findContainerIds } from './session-ids.ts';

const run = promisify(execFile);

/** What keeps sessions from starting on this machine, each with the command that mends it; empty when all is there. */
export async function findObstacles(name: RuntimeName, containers = false): Promise<readonly Obstacle[]> {
  if (process.platform !== 'linux') {
    return [
      {
        what: `sessions need Linux, this is ${process.platform}`,
        mend: 'use a Linux machine or a virtual one',
      },
    ];
  }
  const uid = process.getuid?.() ?? 0;
  const found: Obstacle[] = [];
  if (!(await runtimeVersion(name))) {
    found.push({
      what: `${name} is not installed`,
      mend: `${uid === 0 ? '' : 'sudo '}apt-get install -y ${name}`,
    });
  }
  if (uid !== 0 && !(await canMakeUserNamespace())) {
    found.push({
      what: 'user namespaces are forbidden for ordinary users here',
      mend: 'sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000 kernel.apparmor_restrict_unprivileged_userns=0',
    });
  }
  if (!(await findCgroups(uid))) {
    found.push({
      what: "sessions' limits cannot be enforced: no cgroup is writable for this user",
      mend: uid === 0 ? 'mount -t cgroup2 none /sys/fs/cgroup' : await delegateCommand(uid),
    });
  }
  if (containers) found.push(...(await findContainerIds(name)).obstacles);
  return found;
}

async function canMakeUserNamespace(): Promise<boolean> {
  try {
    await run('unshare', ['--user', '--map-root-user', 'true']);
    return true;
  } catch {
    return false;
  }
}
