import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { FileContent } from '../../src/disk/file-content.ts';
import { siteMark } from '../../src/disk/site-mark.ts';
import { writeSite } from '../../src/disk/write-site.ts';
import { ConfigError, MachineError } from '../../src/errors.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-site-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const bytes = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
const listed = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
    .sort();

describe('writeSite', () => {
  it('writes, leaves what is as it was, and removes what is no longer in it', async () => {
    const site = join(dir, 'new', 'site');
    await writeSite(site, bytes({ 'index.html': 'a', 'talk/index.html': 'b', 'talk/old/x.png': 'c' }), false);
    const before = statSync(join(site, 'index.html'), { bigint: true }).mtimeNs;
    const { written, kept, removed } = await writeSite(
      site,
      bytes({ 'index.html': 'a', 'talk/index.html': 'B' }),
      false,
    );
    assert.deepEqual({ written, kept, removed }, { written: 1, kept: 1, removed: ['talk/old/x.png'] });
    assert.deepEqual(listed(site), [siteMark, 'index.html', 'talk/index.html']);
    assert.deepEqual(readdirSync(join(site, 'talk')), ['index.html']);
    assert.equal(statSync(join(site, 'index.html'), { bigint: true }).mtimeNs, before);
  });

  it('copies a file piece by piece, and only where it is another', async () => {
    const [film, site] = [join(dir, 'film.mp4'), join(dir, 'site')];
    writeFileSync(film, 'begin');
    truncateSync(film, 4_000_000);
    const files = new Map([['talk/film.mp4', { copyOf: film }]]);
    assert.equal((await writeSite(site, files, false)).written, 1);
    assert.ok(readFileSync(join(site, 'talk/film.mp4')).equals(readFileSync(film)));
    assert.equal((await writeSite(site, files, false)).kept, 1);
    appendFileSync(film, 'end');
    assert.equal((await writeSite(site, files, false)).written, 1);
    writeFileSync(film, 'Begin');
    truncateSync(film, 4_000_003);
    assert.equal((await writeSite(site, files, false)).written, 1);
    assert.ok(readFileSync(join(site, 'talk/film.mp4')).equals(readFileSync(film)));
  });

  it('leaves what others have put into its folder', async () => {
    await writeSite(dir, bytes({ 'index.html': 'a' }), false);
    writeFileSync(join(dir, 'CNAME'), 'talks.example.org');
    await writeSite(dir, bytes({ 'other.html': 'b' }), false);
    assert.deepEqual(listed(dir), [siteMark, 'CNAME', 'other.html']);
  });

  it('refuses a folder that is not its own, and writes nothing', async () => {
    writeFileSync(join(dir, 'thesis.tex'), 'years of work');
    await assert.rejects(writeSite(dir, bytes({ 'thesis.tex': 'gone' }), false), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /did not write: thesis\.tex$/);
      assert.match(error.mend ?? '', /--force/);
      return true;
    });
    assert.deepEqual(listed(dir), ['thesis.tex']);
    await writeSite(dir, bytes({ 'index.html': 'a' }), true);
    assert.equal(readFileSync(join(dir, 'thesis.tex'), 'utf8'), 'years of work');
  });

  it('follows no link out of its folder', async () => {
    const outside = join(dir, 'outside');
    const site = join(dir, 'site');
    mkdirSync(outside);
    mkdirSync(site);
    symlinkSync(outside, join(site, 'talk'));
    await assert.rejects(
      writeSite(site, bytes({ 'talk/index.html': 'a' }), true),
      /talk is a link, which stands in the way/,
    );
    assert.deepEqual(readdirSync(outside), []);
  });

  it('takes no orders from a list that somebody has changed', async () => {
    const site = join(dir, 'site');
    writeFileSync(join(dir, 'mine.txt'), 'mine');
    await writeSite(site, bytes({ 'index.html': 'a' }), false);
    writeFileSync(join(site, siteMark), 'x\n\n../mine.txt\n/etc/hosts\n');
    const { removed } = await writeSite(site, bytes({ 'index.html': 'a' }), false);
    assert.deepEqual(removed, []);
    assert.equal(readFileSync(join(dir, 'mine.txt'), 'utf8'), 'mine');
  });

  it('leaves the old site as it was where the new one cannot be had whole', async () => {
    const site = join(dir, 'site');
    await writeSite(site, bytes({ 'index.html': 'a', 'talk/index.html': 'b' }), false);
    const before = readFileSync(join(site, siteMark), 'utf8');
    const lacking = new Map<string, FileContent>([
      ...bytes({ 'index.html': 'A', 'new/index.html': 'c' }),
      ['new/film.mp4', { copyOf: join(dir, 'gone.mp4') }],
    ]);
    await assert.rejects(writeSite(site, lacking, false), MachineError);
    assert.deepEqual(listed(site), [siteMark, 'index.html', 'talk/index.html']);
    assert.equal(readFileSync(join(site, 'index.html'), 'utf8'), 'a');
    assert.equal(readFileSync(join(site, siteMark), 'utf8'), before);
  });

  it('lists its files as sha256sum does, below what it is told to say', async () => {
    await writeSite(dir, bytes({ 'b.html': 'b', 'a.html': 'a' }), false, 'a line');
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const [heading = '', list] = readFileSync(join(dir, siteMark), 'utf8').split('\n\n');
    assert.match(heading, /\na line$/);
    assert.equal(list, `${digest('a')}  a.html\n${digest('b')}  b.html\n`);
  });

  it('takes up a folder whose mark is an older one, without digests', async () => {
    writeFileSync(join(dir, siteMark), 'This folder is written by `piste build`.\n\nindex.html\nold.html\n');
    writeFileSync(join(dir, 'old.html'), 'old');
    const { removed } = await writeSite(dir, bytes({ 'index.html': 'a' }), false);
    assert.deepEqual(removed, ['old.html']);
  });

  it('takes no orders from a list of renames that somebody has laid there', async () => {
    const site = join(dir, 'site');
    await writeSite(site, bytes({ 'index.html': 'a' }), false);
    mkdirSync(join(site, '.piste-next.1-x'));
    writeFileSync(join(site, '.piste-next.1-x', '0'), 'theirs');
    for (const path of ['../mine.txt', '/tmp/mine.txt', 'a/../../mine.txt'])
      for (const journal of [
        { moves: [['0', path]], removals: [] },
        { moves: [], removals: [path] },
        { moves: [['../../mine.txt', 'x.html']], removals: [] },
      ]) {
        mkdirSync(join(site, '.piste-next.1-x'), { recursive: true });
        writeFileSync(join(dir, 'mine.txt'), 'mine');
        writeFileSync(join(site, '.piste-next.1-x', 'journal'), JSON.stringify(journal));
        await writeSite(site, bytes({ 'index.html': 'a' }), false);
        assert.deepEqual(listed(dir), ['mine.txt', `site/${siteMark}`, 'site/index.html']);
      }
  });

  it('refuses a path that no list could hold, or that is its own', async () => {
    for (const path of ['a\nb.html', '../a.html', 'a//b', siteMark, '.piste-next/x'])
      await assert.rejects(writeSite(join(dir, 'site'), bytes({ [path]: 'a' }), false), ConfigError, path);
  });
});
