import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cli, present } from '../support/piste.ts';
import { realEnvironment } from '../support/sessions.ts';

let dir = '';
before(async () => {
  await realEnvironment();
  dir = mkdtempSync(join(tmpdir(), 'piste-new-'));
});
after(() => rmSync(dir, { recursive: true }));

const piste = (...args: readonly string[]) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: dir });

describe('piste new', () => {
  it('makes a deck that runs, holds to its records, and is presented', async () => {
    const made = piste('new', 'first-talk');
    assert.equal(made.status, 0, made.stderr);
    assert.match(
      made.stdout,
      /first-talk\/deck\.md[\s\S]* present first-talk\n[\s\S]* check --strict first-talk/,
    );
    assert.deepEqual(readdirSync(join(dir, 'first-talk')).sort(), [
      '.gitignore',
      '.prettierrc.json',
      'deck.md',
      'slope.svg',
    ]);
    const ran = piste('run', 'first-talk');
    assert.equal(ran.status, 0, ran.stdout + ran.stderr);
    assert.match(ran.stdout, /Pizol: home by noon[\s\S]*-slope\n[\s\S]*cannot add a string to an integer/);
    const checked = piste('check', '--strict', 'first-talk');
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    const presenting = await present([join(dir, 'first-talk')]);
    try {
      const page = await (await fetch(new URL('first-talk/', presenting.address))).text();
      assert.match(page, /<title>First talk<\/title>/);
      const picture = await fetch(new URL('first-talk/slope.svg', presenting.address));
      assert.equal(picture.headers.get('content-type'), 'image/svg+xml');
    } finally {
      presenting.child.kill('SIGTERM');
      await presenting.exited;
    }
  });

  it('is published when it is recorded, and says what is not', () => {
    assert.equal(piste('new', 'published').status, 0);
    const early = piste('build', 'published', '-o', 'site', '--strict');
    assert.equal(early.status, 1);
    assert.match(early.stderr, /published\/deck\.md:\d+: warning: the cell `1` is not recorded as it is now/);
    assert.match(early.stderr, /mend: npm run -s piste -- run published\/deck\.md/);
    assert.equal(piste('run', 'published').status, 0);
    const late = piste('build', 'published', '-o', 'site', '--strict');
    assert.equal(late.status, 0, late.stderr);
    assert.match(late.stdout, /^site: 1 deck built, \d+ files written, \d+ as they were\n$/);
    assert.match(readFileSync(join(dir, 'site', 'published', 'index.html'), 'utf8'), /home by noon/);
    const elsewhere = piste('build', 'published', '-o', 'published');
    assert.equal(elsewhere.status, 2);
    assert.match(elsewhere.stderr, /published has something in it that piste build did not write/);
  });

  it('writes over nothing, and says what is in the way', () => {
    mkdirSync(join(dir, 'mine'));
    writeFileSync(join(dir, 'mine', 'deck.md'), 'mine');
    const { status, stderr } = piste('new', 'mine');
    assert.equal(status, 2);
    assert.match(stderr, /in mine there is deck\.md already\n.*name a new folder/);
    assert.deepEqual(readdirSync(join(dir, 'mine')), ['deck.md']);
    assert.equal(readFileSync(join(dir, 'mine', 'deck.md'), 'utf8'), 'mine');
  });

  it('knows no other dialects', () => {
    const { status, stderr } = piste('new', 'x', '--dialect', 'slidv');
    assert.equal(status, 2);
    assert.match(stderr, /no dialect is called slidv\n.*did you mean --dialect slidev\?/);
  });
});
