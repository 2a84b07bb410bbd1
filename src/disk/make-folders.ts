import { mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MachineError, messageOf } from '../errors.ts';

/**
 * Makes a folder and those above it that are missing. Throws `MachineError` where the disk refuses. Node's own recursive
 * `mkdir` never ends where a folder can be read and has no room for others, as `/proc`.
 */
export function makeFolders(path: string, mode = 0o777): void {
  try {
    const missing: string[] = [];
    for (let at = resolve(path); found(at) === undefined; at = dirname(at)) missing.unshift(at);
    for (const one of missing) makeFolder(one, mode);
    if (found(path)?.isDirectory() !== true) throw new Error('a file stands in its place');
  } catch (error) {
    throw new MachineError(`${path} cannot be written: ${messageOf(error)}`);
  }
}

const found = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

function makeFolder(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (found(path)?.isDirectory() !== true) throw error;
  }
}
