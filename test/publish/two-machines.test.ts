import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { siteMark } from '../../src/disk/site-mark.ts';
import { projectDir } from '../../src/environment/places.ts';

let dir = '';
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-machines-'));
});
after(() => rmSync(dir, { recursive: true }));

interface Machine {
  /** Where Piste and the decks are. */
  readonly folder: string;
  readonly umask: string;
  readonly env: Readonly<Record<string, string>>;
  /** Of all files, and in which order a folder got them. */
  readonly modifiedAt: number;
  readonly reversed: boolean;
}

/** Copies files one by one, in an order that folders may give them in. */
function copyInOrder(from: string, to: string, { reversed, modifiedAt }: Machine): void {
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.endsWith('.map'))
    .map((one) => join(one.parentPath, one.name).slice(from.length + 1))
    .sort();
  for (const path of reversed ? files.toReversed() : files) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(from, path), join(to, path));
    utimesSync(join(to, path), modifiedAt, modifiedAt);
  }
}

/**
 * Builds the five decks on such a machine, which gets them and Piste `from` another; what the site's mark says, which has
 * the digest of every file.
 */
function builtOn(machine: Machine, from: string): string {
  const { folder, umask, env } = machine;
  for (const name of ['dist', 'sandbox', 'decks']) copyInOrder(join(from, name), join(folder, name), machine);
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(from, name), join(folder, name));
  symlinkSync(join(projectDir, 'node_modules'), join(folder, 'node_modules'));
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `umask ${umask} && exec "$0" dist/cli.js build decks -o site`, process.execPath],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PISTE_HOME: join(folder, 'home'), ...env },
    },
  );
  assert.equal(status, 0, stderr);
  return readFileSync(join(folder, 'site', siteMark), 'utf8');
}

describe('one set of decks on two machines', () => {
  it('comes to the same site, byte for byte', () => {
    const one: Machine = {
      folder: join(dir, 'one'),
      umask: '022',
      env: { TZ: 'UTC', LC_ALL: 'C', LANG: 'C', HOME: join(dir, 'a') },
      modifiedAt: 1_000_000_000,
      reversed: false,
    };
    const other: Machine = {
      folder: join(dir, 'another', 'place', 'for it'),
      umask: '077',
      env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8', LANG: 'tr_TR.UTF-8', HOME: join(dir, 'b') },
      modifiedAt: 1_700_000_000,
      reversed: true,
    };
    const site = builtOn(one, projectDir);
    assert.deepEqual(builtOn(other, one.folder).split('\n'), site.split('\n'));
  });
});
