import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { ProgramSpec } from '../../environment/program.ts';
import { type Cgroups, removeGroups } from './cgroups.ts';
import { deleteContainer, programArgs, type Runtime } from './runtime.ts';

/** Runs a bundle's program to its end and clears everything; resolves to its exit status. */
export async function runProgram(
  bundle: { readonly id: string; readonly dir: string },
  spec: ProgramSpec,
  { runtime, cgroups }: { readonly runtime: Runtime; readonly cgroups: Cgroups },
): Promise<number> {
  const child = spawn(runtime.name, [...programArgs(runtime, bundle.id, bundle.dir)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', spec.onOutput);
  const stop = () => void deleteContainer(runtime, bundle.id);
  spec.signal?.addEventListener('abort', stop, { once: true });
  if (spec.signal?.aborted) stop();
  try {
    return await new Promise<number>((done, failed) => {
      child.on('error', failed);
      child.on('close', (status) => done(status ?? 128));
    });
  } finally {
    spec.signal?.removeEventListener('abort', stop);
    await deleteContainer(runtime, bundle.id);
    await removeGroups(cgroups, bundle.id);
    await rm(bundle.dir, { recursive: true, force: true });
  }
}
