import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { digestOfFile } from '../../disk/file-content.ts';
import type { SiteList } from '../../disk/site-mark.ts';
import type { Difference } from './difference.ts';

/** Holds a folder to the list of what was written into it; `again` is the command that writes it again. */
export function verifyFiles(folder: string, list: SiteList, again: string): readonly Difference[] {
  return [...list].flatMap(([path, digest]) => {
    const message = whyNotSame(join(folder, path), digest);
    return message === undefined ? [] : [{ path, message, mend: again }];
  });
}

function whyNotSame(file: string, digest: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 'it is not there';
  if (!found.isFile()) return found.isSymbolicLink() ? 'a link stands in its place' : 'it is no file';
  if (digest === '') return 'the list of the site has no digest of it';
  return digestOfFile(file) === digest ? undefined : 'it is not what was written';
}
