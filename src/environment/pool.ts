import { chown, readFile, realpath } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { makeFolders } from '../disk/make-folders.ts';
import { MachineError } from '../errors.ts';
import type { Base } from './base.ts';
import { openPackageNames } from './package-names.ts';
import { type Places, realiseDir, sessionOwner } from './places.ts';
import type { HostFolder, RunProgram } from './program.ts';

/** The scripts that work in the pool, as they are named below `sandbox/realise`. */
export type PoolScript = 'plan' | 'build' | 'lock-flake' | 'gc';

export interface PoolRun {
  readonly base: Base;
  /** Folder for what goes in and comes out, at `/mnt/exchange`. */
  readonly exchange: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Nix settings, beside the base's own. */
  readonly nixConfig?: readonly string[];
  readonly folders?: readonly HostFolder[];
  readonly network?: boolean;
  readonly onLine?: (line: string) => void;
}

/** The store that packages are built in, once for all environments, and hard-linked from. */
export interface Pool {
  readonly storeDir: string;
  /** Runs one of the scripts with the pool at `/nix`; a `MachineError` with what Nix said last where it fails. */
  run(script: PoolScript, of: PoolRun): Promise<void>;
}

const keptLines = 400;

export async function openPool(places: Places, runProgram: RunProgram): Promise<Pool> {
  const owner = sessionOwner();
  for (const dir of [places.pool, join(places.pool, 'nix'), join(places.downloads, 'sha256')])
    makeFolders(dir);
  if (process.getuid?.() === 0) await chown(join(places.pool, 'nix'), owner.uid, owner.gid);
  const nix = await realpath(join(places.pool, 'nix'));
  const downloads = await realpath(places.downloads);
  const scripts = await realpath(realiseDir);
  return {
    storeDir: join(nix, 'store'),
    async run(script, of) {
      const lines: string[] = [];
      let rest = '';
      const onOutput = (text: string) => {
        const parts = (rest + text).split('\n');
        rest = parts.pop() ?? '';
        for (const line of parts) {
          lines.push(line);
          of.onLine?.(line);
        }
        lines.splice(0, Math.max(0, lines.length - keptLines));
      };
      const status = await runProgram({
        rootfs: of.base.rootfs,
        argv: ['/usr/bin/bash', `/mnt/realise/${script}.sh`],
        env: {
          PATH: '/usr/bin',
          HOME: '/home/piste',
          LANG: 'C.UTF-8',
          NIX_SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt',
          NIX_CONFIG: [
            // Nix fetches from within a build's sandbox.
            'hashed-mirrors = file:///mnt/downloads',
            'extra-sandbox-paths = /mnt/downloads',
            `max-jobs = ${cpus().length}`,
            ...(of.nixConfig ?? []),
          ].join('\n'),
          ...of.env,
        },
        folders: [
          { source: nix, target: '/nix', writable: true },
          { source: downloads, target: '/mnt/downloads', writable: false },
          { source: scripts, target: '/mnt/realise', writable: false },
          { source: await realpath(of.exchange), target: '/mnt/exchange', writable: true },
          ...(of.folders ?? []),
        ],
        network: of.network ?? false,
        limits: { memoryBytes: Math.round(totalmem() * 0.75), pids: 4096, cpus: cpus().length },
        onOutput,
      });
      if (status !== 0) throw await failure(script, of, [...lines, rest]);
    },
  };
}

async function failure(script: PoolScript, of: PoolRun, lines: readonly string[]): Promise<MachineError> {
  // The plan's own messages of what is missing go to a file.
  const missing = await readFile(join(of.exchange, 'missing'), 'utf8').catch(() => '');
  const said = [...lines, ...(script === 'plan' ? missing.split('\n') : [])].filter(
    (line) => line.trim() !== '',
  );
  // Where a deck asks for what there is not, how Nix came to that is of no use to its author.
  const unknown = said.flatMap(
    (line) => /error: (environment\.packages: \S+ has no `([^`]+)`)/.exec(line)?.slice(1) ?? [],
  );
  const [what, name] = unknown;
  if (what !== undefined && name !== undefined)
    return new MachineError(what, (await openPackageNames()).mend(name));
  const errors = said.findIndex((line) => line.startsWith('error:'));
  const shown = said.slice(errors === -1 ? -8 : errors).slice(0, 20);
  return new MachineError(`the environment's packages cannot be made ready:\n  ${shown.join('\n  ')}`);
}
