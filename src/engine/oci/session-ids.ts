import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { sessionOwner } from '../../environment/places.ts';
import { MachineError } from '../../errors.ts';
import type { Obstacle } from '../engine.ts';
import { containerIds, findRange, freeStart, type IdMaps, idsAbove, idsOfUser, oneId } from './id-maps.ts';
import type { RuntimeName } from './runtime.ts';

const run = promisify(execFile);

const read = (path: string) => readFile(path, 'utf8').catch(() => '');

/** The ids that a session is given; a `MachineError` with the mend where it is to run containers and cannot. */
export async function sessionIds(runtime: RuntimeName, containers: boolean): Promise<IdMaps> {
  if (!containers) return oneId(sessionOwner());
  const { maps, obstacles } = await findContainerIds(runtime);
  if (!maps) throw new MachineError(obstacles[0]?.what ?? 'no ids for containers', obstacles[0]?.mend);
  return maps;
}

/** Ids for sessions with containers, fixed ones for root and subordinate ones for others, or what is in the way. */
export async function findContainerIds(
  runtime: RuntimeName,
): Promise<{ readonly maps?: IdMaps; readonly obstacles: readonly Obstacle[] }> {
  // Nothing here has been tried on gVisor's kernel.
  if (runtime === 'runsc')
    return {
      obstacles: [{ what: 'a session under runsc cannot run containers of its own', mend: '--runtime runc' }],
    };
  const owner = sessionOwner();
  if (process.getuid?.() === 0) return { maps: idsAbove(owner), obstacles: [] };
  const user = { name: userName(), uid: owner.uid };
  const [uidText, gidText] = await Promise.all([read('/etc/subuid'), read('/etc/subgid')]);
  const uids = findRange(uidText, user);
  const gids = findRange(gidText, user);
  const obstacles: Obstacle[] = [];
  if (!(await canMapIds())) {
    obstacles.push({
      what: 'newuidmap and newgidmap, which sessions with containers need, are not installed',
      mend: 'sudo apt-get install -y uidmap',
    });
  }
  if (!uids || !gids) {
    obstacles.push({
      what: `${user.name} has no ${containerIds - 1} subordinate ids, which sessions with containers need`,
      mend: giveIdsCommand(user.name, freeStart(uidText, gidText)),
    });
  }
  return uids && gids && obstacles.length === 0
    ? { maps: idsOfUser(owner, uids, gids), obstacles }
    : { obstacles };
}

/** The command that, run by an administrator, gives a user subordinate ids; usermod does not make the files. */
export function giveIdsCommand(name: string, start: number): string {
  const range = `${start}-${start + containerIds - 1}`;
  return `sudo sh -c 'touch /etc/subuid /etc/subgid; usermod --add-subuids ${range} --add-subgids ${range} ${name}'`;
}

/** An account may be unknown to this machine, as a number in a container is. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

/** Without words both print how they are called and fail; what could not be started has no exit status. */
async function canMapIds(): Promise<boolean> {
  const found = await Promise.all(
    ['newuidmap', 'newgidmap'].map((name) =>
      run(name, []).then(
        () => true,
        (error: { readonly code?: unknown }) => typeof error.code === 'number',
      ),
    ),
  );
  return found.every(Boolean);
}
