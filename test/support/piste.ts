import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectDir } from '../../src/environment/places.ts';

export const cli = join(projectDir, 'dist', 'cli.js');

/** A `piste present` of its own process, as a person starts it. */
export interface Presenting {
  readonly address: string;
  readonly child: ChildProcess;
  /** Settles when the process has ended. */
  readonly exited: Promise<number | null>;
}

/** Starts `piste present`, or `piste workshop`, and resolves when it says that it is ready. */
export async function present(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  command: 'present' | 'workshop' = 'present',
): Promise<Presenting> {
  const child = spawn(process.execPath, [cli, command, '--port', '0', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((done) => child.on('exit', done));
  const closed = new Promise<number | null>((done) => child.on('close', done));
  const address = await Promise.race([
    new Promise<string>((done) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const found = line.match(/^Piste is at (http:\/\/\S+)$/)?.[1];
        if (found) done(found);
      });
    }),
    // When all that it had to say has been read.
    closed.then((code) => {
      throw new Error(`piste ${command} ended with ${code}: ${errors}`);
    }),
  ]);
  return { address, child, exited };
}
