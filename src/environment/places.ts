import { chown } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: `src/` and `dist/` both sit one folder below it. */
export const projectDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** What the build has made for browsers. */
export const clientDir = join(projectDir, 'dist', 'client');
/** The style sheets of reveal.js' own themes. */
export const revealThemesDir = join(projectDir, 'node_modules', 'reveal.js', 'dist', 'theme');
export const sandboxDir = join(projectDir, 'sandbox');
/** The scripts that work in the pool. */
export const realiseDir = join(sandboxDir, 'realise');

/** Where environments, downloads and running sessions of this user are kept. */
export interface Places {
  readonly home: string;
  /** Root filesystems that environments are laid upon. */
  readonly bases: string;
  /** The Nix store that every environment's packages are built in, once. */
  readonly pool: string;
  readonly environments: string;
  readonly downloads: string;
  readonly run: string;
  /** What sessions had made after their cells, for others to begin with. */
  readonly snapshots: string;
}

/**
 * `PISTE_HOME`, else `/var/lib/piste` for root (a session's unprivileged id has to reach it, which it could not in
 * `/root`), else the user's XDG data folder.
 */
export function placesOf(env: NodeJS.ProcessEnv = process.env): Places {
  const home =
    env.PISTE_HOME ??
    (process.getuid?.() === 0
      ? '/var/lib/piste'
      : join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'piste'));
  return {
    home,
    bases: join(home, 'bases'),
    pool: join(home, 'pool'),
    environments: join(home, 'environments'),
    downloads: env.PISTE_DOWNLOADS ?? join(home, 'downloads'),
    run: join(home, 'run'),
    snapshots: env.PISTE_SNAPSHOTS ?? join(home, 'snapshots'),
  };
}

/** The ids that own an environment and that every session maps to its own root: never this machine's root. */
export function sessionOwner(): { uid: number; gid: number } {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  return uid === 0 ? { uid: unprivilegedId, gid: unprivilegedId } : { uid, gid };
}

/** Gives a folder to the id that sessions run as. */
export async function handToSessions(dir: string): Promise<void> {
  const { uid, gid } = sessionOwner();
  if (process.getuid?.() === 0) await chown(dir, uid, gid);
}

/** Above all that login tools hand out (and below systemd's foreign range), so that no account here has it. */
const unprivilegedId = 1_900_000_001;
