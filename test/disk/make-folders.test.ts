import { equal, throws } from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeFolders } from '../../src/disk/make-folders.ts';
import { MachineError } from '../../src/errors.ts';

const root = mkdtempSync(join(tmpdir(), 'piste-folders-'));
after(() => rmSync(root, { recursive: true }));

describe('a folder and those above it', () => {
  it('are made where they are missing, behind a link too', () => {
    symlinkSync('real', join(root, 'link'));
    makeFolders(join(root, 'real'));
    makeFolders(join(root, 'link', 'a', 'b'), 0o700);
    makeFolders(join(root, 'link', 'a', 'b'));
    equal(statSync(join(root, 'real', 'a')).mode & 0o777, 0o700);
  });

  it('are refused where the disk has no room for any, and where a file stands', () => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync('nowhere', join(root, 'dead'));
    for (const path of [
      '/proc/foo',
      '/proc/foo/bar',
      join(root, 'file'),
      join(root, 'file/a'),
      join(root, 'dead/a'),
    ])
      throws(
        () => makeFolders(path),
        (error) => error instanceof MachineError && error.message.startsWith(`${path} cannot be written: `),
      );
  });
});
