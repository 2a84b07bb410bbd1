import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { listEnvironments } from '../../src/environment/environment.ts';
import { type Places, placesOf } from '../../src/environment/places.ts';
import { cli } from '../support/piste.ts';
import { realEnvironment } from '../support/sessions.ts';

let home = '';
let places: Places;

const piste = (...args: string[]) =>
  execFileSync(process.execPath, [cli, ...args], {
    env: { ...process.env, PISTE_HOME: home },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const storeHas = async (name: RegExp) =>
  (await readdir(join(places.pool, 'nix/store'))).some((one) => name.test(one));

before(async () => {
  await realEnvironment();
  home = await mkdtemp(join(tmpdir(), 'piste-gc-'));
  await chmod(home, 0o711);
  places = placesOf({ PISTE_HOME: home });
  // What this machine has fetched, as links: clearing takes away these only.
  execFileSync('cp', ['-al', placesOf().downloads, places.downloads]);
  for (const name of ['tree', 'which'])
    await writeFile(join(home, `${name}.md`), `---\nenvironment: { packages: [${name}] }\n---\n# ${name}\n`);
});
after(() => rm(home, { recursive: true, force: true }));

describe('piste sandbox gc', () => {
  it('keeps what a deck that is there asks for, and frees the rest, in the shared store too', async () => {
    piste('sandbox', 'build', join(home, 'tree.md'), join(home, 'which.md'));
    assert.equal((await listEnvironments(places)).length, 2);
    await rm(join(home, 'tree.md'));
    const said = piste('sandbox', 'gc');
    assert.match(said, /^removed [0-9a-f]{32} /);
    assert.match(said, /1 environments removed, 1 kept/);
    assert.deepEqual(
      (await listEnvironments(places)).flatMap((one) => one.asked),
      ['which'],
    );
    assert.deepEqual([await storeHas(/-tree-[\d.]+$/), await storeHas(/-which-[\d.]+$/)], [false, true]);
  });

  it('a deck that asks for something else has its old environment removed and keeps the new one', async () => {
    await writeFile(join(home, 'which.md'), '---\nenvironment: { packages: [file] }\n---\n# file\n');
    piste('sandbox', 'build', join(home, 'which.md'));
    piste('sandbox', 'gc');
    assert.deepEqual(
      (await listEnvironments(places)).flatMap((one) => one.asked),
      ['file'],
    );
  });
});
