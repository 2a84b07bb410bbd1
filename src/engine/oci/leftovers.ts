import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTimeOf } from '../../disk/is-alive.ts';

/** Notes in a bundle which server it belongs to. */
export async function writeOwner(bundle: string): Promise<void> {
  await writeFile(join(bundle, 'owner'), `${process.pid} ${startTimeOf(process.pid)}`);
}

/** Calls `clear` for every bundle below `runDir` whose server is gone, and removes its folder; returns their ids. */
export async function clearLeftovers(
  runDir: string,
  clear: (id: string) => Promise<void>,
): Promise<readonly string[]> {
  const names = (await readdir(runDir).catch(() => [])).filter((name) => !name.startsWith('.'));
  const cleared: string[] = [];
  for (const id of names) {
    const bundle = join(runDir, id);
    const [pid, started] = (await readFile(join(bundle, 'owner'), 'utf8').catch(() => '')).split(' ');
    // A bundle is seconds old before it has an owner; one whose name tells a living process is left alone too.
    const owner = pid || id.split('-')[0] || '';
    const alive = startTimeOf(Number(owner));
    if (alive !== undefined && (started === undefined || alive === started)) continue;
    await clear(id);
    await rm(bundle, { recursive: true, force: true });
    cleared.push(id);
  }
  return cleared;
}
