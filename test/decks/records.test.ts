import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findDecks } from '../../src/deck/find-decks.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { removeTree } from '../../src/disk/remove-tree.ts';
import { listEnvironments } from '../../src/environment/environment.ts';
import { placesOf, projectDir } from '../../src/environment/places.ts';
import type { CellLine } from '../../src/runner/cell-line.ts';
import { realMachinery } from '../support/sessions.ts';

const decksDir = join(projectDir, 'decks');

const piste = (project: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
    cwd: project,
    maxBuffer: 1 << 28,
  });
const linesOf = (stdout: string): readonly CellLine[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The packages that the mirror has only newer than the lock; with them other outputs are to be expected. */
async function newerPackages(): Promise<readonly string[]> {
  const { environmentOf } = await realMachinery();
  const newer: string[] = [];
  for (const file of await findDecks([decksDir]))
    newer.push(...(await environmentOf(await loadDeck(file))).newer);
  return [...new Set(newer)];
}

const newer = await newerPackages();
const skip = newer.length > 0 && `the mirror has newer packages than the lock: ${newer.join(', ')}`;

describe('the decks that we ship', { skip }, () => {
  it('are recorded as they are written', () => {
    const { stdout } = piste(projectDir, 'run', '--explain', '--json', decksDir);
    const stale = linesOf(stdout).filter(({ status }) => status === 'stale');
    assert.deepEqual(
      stale.map(({ deck, cell, reason }) => `${deck} ${cell}: ${reason}`),
      [],
    );
  });

  it('pass piste check', () => {
    const { stdout, stderr, status } = piste(projectDir, 'check', '--strict', decksDir);
    assert.equal(status, 0, `${stdout}\n${stderr}`);
  });
});

/** GNU hello as Debian 12 has it, where the lock has the one of Debian 13. */
const olderHello: Readonly<Record<string, string>> = {
  '"version":"2.10-5"': '"version":"2.10-3"',
  'hello_2.10-5_amd64.deb': 'hello_2.10-3_amd64.deb',
  '4536aabbb75ec21ffe161099ee4b97274945770bdb0682e25ec322421211ca5e':
    '2e6e2f1a0007dc43bc91c273fd36e91e40a4f1c2765a03eca68b70a42103878a',
  '"size":53228': '"size":53080',
};
const elsewhere = process.arch !== 'x64' && 'the older package is named for x86_64 only';

describe('a package in another version', { skip: skip || elsewhere }, () => {
  let project = '';
  let known: readonly string[] = [];
  before(async () => {
    known = (await listEnvironments(placesOf())).map(({ dir }) => dir);
    // A checkout of its own, with another lock.
    project = await mkdtemp(join(tmpdir(), 'piste-older-'));
    for (const name of ['dist', 'sandbox', 'package.json'])
      await cp(join(projectDir, name), join(project, name), { recursive: true });
    await mkdir(join(project, 'decks'));
    await cp(join(decksDir, 'nix-talk'), join(project, 'decks', 'nix-talk'), { recursive: true });
    await symlink(join(projectDir, 'node_modules'), join(project, 'node_modules'));
    const lockFile = join(project, 'sandbox', 'environment.lock.json');
    const lines = (await readFile(lockFile, 'utf8')).split('\n');
    const changed = lines.map((line) =>
      line.includes('hello_2.10-5_amd64.deb')
        ? Object.entries(olderHello).reduce((text, [from, to]) => text.replace(from, to), line)
        : line,
    );
    assert.equal(changed.filter((line, index) => line !== lines[index]).length, 1);
    await writeFile(lockFile, changed.join('\n'));
  });
  after(async () => {
    await rm(project, { recursive: true });
    for (const { dir } of await listEnvironments(placesOf())) if (!known.includes(dir)) await removeTree(dir);
  });

  it('makes the check fail, and it names the slides that have moved', () => {
    const { stdout, stderr, status } = piste(project, 'check', '--json', 'decks/nix-talk');
    assert.equal(status, 1, stderr);
    const lines = linesOf(stdout);
    const moved = lines.filter((line) => line.status === 'drifted');
    assert.ok(
      moved.length > 0 && moved.length < lines.length / 3,
      `${moved.length} of ${lines.length} moved`,
    );
    // Its own address, and that of the package set that it is in.
    for (const { diff = '', cell } of moved) assert.match(diff, /hello|-source/, `cell ${cell}:\n${diff}`);
    assert.ok(lines.every((line) => line.status === 'ok' || line.status === 'drifted'));
    assert.match(stderr, /of 50 cells are not recorded as they are now/);
  });
});
