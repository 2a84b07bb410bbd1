import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { startTimeOf } from './is-alive.ts';
import { makeFolders } from './make-folders.ts';

/** A folder that one process at a time may use. */
export interface OwnFolder extends AsyncDisposable {
  readonly dir: string;
}

const lockName = 'in-use';
const mostTries = 5;

/**
 * Makes a folder, readable by its owner only, and takes it for this process; one that a killed process had is taken
 * over. Throws `ConfigError` with `mend` where another process has it.
 */
export async function takeFolder(dir: string, mend: string): Promise<OwnFolder> {
  makeFolders(dir, 0o700);
  const lock = join(dir, lockName);
  const mine = `${process.pid} ${startTimeOf(process.pid)} ${randomBytes(8).toString('hex')}`;
  const part = `${lock}.${process.pid}.part`;
  await writeFile(part, mine);
  try {
    for (let tries = 0; tries < mostTries; tries++) {
      // A link comes with its text, or not at all: nobody can read half of who it is.
      await link(part, lock).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      });
      const owner = await readFile(lock, 'utf8').catch(() => '');
      if (owner === mine)
        return { dir, [Symbol.asyncDispose]: () => rm(lock, { force: true }).catch(() => {}) };
      const [pid = '', started] = owner.split(' ');
      const alive = startTimeOf(Number(pid));
      if (owner !== '' && alive !== undefined && alive === started)
        throw new ConfigError(`${dir} is in use by the process ${pid}`, mend);
      await rm(lock, { force: true });
    }
    throw new ConfigError(`${dir} is being taken by other processes`, mend);
  } finally {
    await rm(part, { force: true });
  }
}
