import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placesOf, projectDir } from '../../src/environment/places.ts';
import { endWhenOver, firstWords } from './processes.ts';
import { whenOver } from './releases.ts';

/** `piste present` as people start it: a process of its own, on the built program. */
export interface PisteServer {
  readonly address: string;
  readonly pid: number;
  /** Ids of the sessions that it has running. */
  sessions(): Promise<readonly string[]>;
  close(): Promise<unknown>;
}

/** Presents a deck of this text, named `bench`. */
export async function presentDeck(text: string): Promise<PisteServer> {
  const dir = await mkdtemp(join(tmpdir(), 'piste-bench-deck-'));
  const removeDir = whenOver(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, 'bench.md'), text);
  const args = [join(projectDir, 'dist', 'cli.js'), 'present', '--port', '0', join(dir, 'bench.md')];
  // In a group of its own: Ctrl-C is for us to hear, and we end it.
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const end = endWhenOver(child);
  const address = await firstWords(child, /Piste is at (\S+)/);
  return {
    address,
    pid: child.pid ?? 0,
    async sessions() {
      return (await readdir(placesOf().run)).filter((name) => name.startsWith(`${child.pid}-`));
    },
    async close() {
      await end();
      await removeDir();
    },
  };
}
