import { lstatSync, mkdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../errors.ts';

/** Whether a path names something below a folder, and can be listed on a line of its own. */
export const isBelow = (path: string): boolean =>
  path !== '' &&
  !path.startsWith('/') &&
  !/[\0-\x1f\x7f]/.test(path) &&
  !path.split('/').some((step) => step === '..' || step === '.' || step === '');

/**
 * Makes the folders that a file below `folder` lies in, unless `looksOnly`, and gives its whole path. Throws `ConfigError`
 * where a link, or a file, stands in the way; `clear` are the folders that have been looked at.
 */
export function clearWay(folder: string, path: string, clear: Set<string>, looksOnly = false): string {
  const steps = path.split('/');
  for (let count = 1; count < steps.length; count++) {
    const at = join(folder, ...steps.slice(0, count));
    if (clear.has(at)) continue;
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined) {
      if (looksOnly) return join(folder, path);
      mkdirSync(at);
    } else if (!found.isDirectory()) throw inTheWay(at, found, path);
    clear.add(at);
  }
  const whole = join(folder, path);
  const found = lstatSync(whole, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw inTheWay(whole, found, path);
  return whole;
}

function inTheWay(at: string, found: Stats, path: string): ConfigError {
  const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : 'file';
  return new ConfigError(`${at} is a ${kind}, which stands in the way of ${path}`, `remove it: rm -r ${at}`);
}
