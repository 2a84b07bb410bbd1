import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { currentEnvironment } from '../environment/build-environment.ts';
import { listEnvironments } from '../environment/environment.ts';
import { findMirror } from '../environment/mirror.ts';
import { type Places, placesOf } from '../environment/places.ts';
import { updateLock } from '../environment/update-lock.ts';
import { startSession } from '../session/session.ts';
import { formatBytes } from '../transcript/kept-output.ts';
import { findMachinery, type MachineryOptions, prepareEnvironment } from './machinery.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Builds the environment that the lock describes; says its name, size and folder. */
export async function sandboxBuild(options: MachineryOptions): Promise<void> {
  const environment = await prepareEnvironment(options);
  print(
    `${environment.hash}  Nix ${environment.nixVersion}  ${formatBytes(environment.sizeBytes)}  ${environment.dir}`,
  );
}

/** Resolves the package list anew on the mirror and writes the lock, for a person to look at and commit. */
export async function sandboxUpdate(options: MachineryOptions): Promise<void> {
  await updateLock(
    await findMirror({ ...(options.mirror === undefined ? {} : { mirror: options.mirror }) }),
    new Date(),
  );
  print(
    'sandbox/environment.lock.json is written; look at it with git diff, then: npm run -s piste -- sandbox build',
  );
}

/** The root file systems of sessions that some server of this user's has running. */
async function rootsInUse(places: Places): Promise<ReadonlySet<string>> {
  const ids = await readdir(places.run).catch(() => []);
  const bundle = z.object({ root: z.object({ path: z.string() }) });
  const roots = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(join(places.run, id, 'config.json'), 'utf8').catch(() => undefined);
      return text === undefined ? undefined : bundle.safeParse(JSON.parse(text)).data?.root.path;
    }),
  );
  return new Set(roots.filter((root) => root !== undefined));
}

/** Removes environments that the lock no longer describes and no session runs in, and the downloads; says what was freed. */
export async function sandboxGc(): Promise<void> {
  const places = placesOf();
  const keep = await currentEnvironment(places);
  const used = await rootsInUse(places);
  const old = (await listEnvironments(places)).filter(
    (one) => one.dir !== keep?.dir && !used.has(one.rootfs),
  );
  for (const one of old) {
    await rm(one.dir, { recursive: true, force: true });
    print(`removed ${one.hash}  ${formatBytes(one.sizeBytes)}`);
  }
  await rm(places.downloads, { recursive: true, force: true });
  const freed = old.reduce((sum, one) => sum + one.sizeBytes, 0);
  print(`${formatBytes(freed)} freed; ${keep ? `kept ${keep.hash}` : 'none is in use'}`);
}

/** A shell in a fresh session, on the caller's own terminal; resolves to its exit status. */
export async function sandboxShell(options: MachineryOptions): Promise<number> {
  const machinery = await findMachinery(options);
  await machinery.engine.clear();
  const limits = { memoryBytes: 1 << 30, pids: 512, diskBytes: 2 ** 30, cpus: 2, idleMs: 3_600_000 };
  const session = await startSession({ ...machinery, limits });
  const { stdin, stdout } = process;
  try {
    const terminal = await session.openTerminal({
      argv: ['bash', '-l'],
      cols: stdout.columns ?? 80,
      rows: stdout.rows ?? 24,
      onData: (bytes) => {
        if (stdout.write(bytes)) terminal.grant(bytes.length);
        else stdout.once('drain', () => terminal.grant(bytes.length));
      },
    });
    terminal.grant(256 * 1024);
    if (stdin.isTTY) stdin.setRawMode(true);
    stdin.on('data', (bytes: Buffer) => terminal.write(bytes));
    stdin.on('end', () => terminal.write(Buffer.from('\x04')));
    stdout.on('resize', () => terminal.resize(stdout.columns, stdout.rows));
    const exit = await terminal.exited;
    return exit.status;
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.pause();
    await session.stop();
  }
}
