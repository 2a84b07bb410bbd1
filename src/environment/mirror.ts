import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MachineError } from '../errors.ts';

const run = promisify(execFile);

async function aptLines(command: string, args: readonly string[]): Promise<readonly string[]> {
  try {
    const { stdout } = await run(command, [...args]);
    return stdout.split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** Where Debian's packages come from: base addresses that end in a slash. */
export interface Mirror {
  readonly base: string;
  /** The archive of superseded packages, where one is known; a pool path follows a timestamp. */
  readonly snapshot: string | undefined;
}

const withSlash = (address: string) => address.replace(/\/*$/, '/');

/** The mirror given, or the machine's own as apt is configured; a `MachineError` where there is neither. */
export async function findMirror(given?: { mirror?: string; snapshot?: string }): Promise<Mirror> {
  const snapshot = given?.snapshot ?? process.env.PISTE_SNAPSHOT ?? (await snapshotOfApt());
  const chosen = given?.mirror ?? process.env.PISTE_MIRROR ?? (await mirrorOfApt());
  if (!chosen) {
    throw new MachineError(
      'no Debian mirror: apt is not configured for one here',
      'npm run -s piste -- sandbox build --mirror http://YOUR-MIRROR/debian',
    );
  }
  return { base: withSlash(chosen), snapshot: snapshot && withSlash(snapshot) };
}

async function mirrorOfApt(): Promise<string | undefined> {
  const targets = await aptLines('apt-get', [
    'indextargets',
    '--format',
    '$(ORIGIN)|$(REPO_URI)|$(COMPONENT)',
  ]);
  const debian = targets.map((line) => line.split('|')).filter(([origin]) => origin === 'Debian');
  const uris = debian.map(([, uri]) => uri ?? '');
  return uris.find((uri) => !uri.includes('security')) ?? uris[0];
}

/** apt 2.7 and newer knows the archive by itself: `Acquire::Snapshots::URI::Origin::Debian`, with `@SNAPSHOTID@`. */
async function snapshotOfApt(): Promise<string | undefined> {
  const [line] = await aptLines('apt-config', ['dump', 'Acquire::Snapshots::URI::Origin::Debian']);
  const address = line?.match(/"([^"]*)"/)?.[1];
  return address?.replace(/@SNAPSHOTID@.*$/, '');
}
