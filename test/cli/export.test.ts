import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectDir } from '../../src/environment/places.ts';
import { cli } from '../support/piste.ts';

const fixture = join(projectDir, 'test', 'fixtures', 'export', 'deck.md');
let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'piste-export-'));
});
after(() => rmSync(folder, { recursive: true }));

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [cli, 'export', ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<{ status: number | null; said: string }>((done) =>
    child.on('close', (status) => done({ status, said })),
  );
  return { child, ended };
}
const piste = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => start(args, env).ended;

describe('piste export', () => {
  it('makes several files at once, and says so', async () => {
    const { status, said } = await piste([
      ...[fixture, '--pdf', 'out/talk.pdf', '--notes', 'notes.pdf', '--article', 'article.html'],
      ...['--article', 'article.pdf', '--png', 'slides', '--slides', '2-3', '-o', 'talk.md'],
    ]);
    assert.equal(status, 0, said);
    assert.match(said, /^out\/talk\.pdf: 2 pages, /m);
    assert.match(said, /^slides: 2 pictures, /m);
    assert.deepEqual(readdirSync(join(folder, 'slides')), ['2.png', '3.png']);
    for (const [file, begins] of [
      ['out/talk.pdf', '%PDF-'],
      ['notes.pdf', '%PDF-'],
      ['article.pdf', '%PDF-'],
      ['article.html', '<!doctype html>'],
      ['talk.md', '---\n'],
    ] as const)
      assert.ok(readFileSync(join(folder, file), 'latin1').startsWith(begins), file);
  });

  it('never replaces the deck', async () => {
    writeFileSync(join(folder, 'mine.md'), '# Mine\n');
    const { status, said } = await piste(['mine.md', '-o', './mine.md']);
    assert.deepEqual([status, readFileSync(join(folder, 'mine.md'), 'utf8')], [2, '# Mine\n']);
    assert.match(said, /would be replaced, and is the deck itself\n {2}to mend it: name another file/);
  });

  it('tells which files are missing', async () => {
    writeFileSync(join(folder, 'lacks.md'), '# Lacks\n\n![it](nope.png)\n');
    const { status, said } = await piste(['lacks.md', '--md', 'lacks-too.md']);
    assert.equal(status, 0);
    assert.match(said, /lacks\.md:3:7: warning: `nope\.png` cannot be loaded: .*\[missing-file\]/);
  });

  it('tells which cells are not recorded, and what records them', async () => {
    const { status, said } = await piste([fixture, '--html', 'lacking.html']);
    assert.equal(status, 0);
    assert.match(said, /deck\.md:\d+: warning: the cell `hello` is not recorded/);
    assert.match(said, /mend: npm run -s piste -- run /);
  });

  it('needs no Chromium for pages and text, and says what is missing for the rest', async () => {
    const env = { PISTE_CHROMIUM: join(folder, 'none') };
    assert.equal((await piste([fixture, '--md', 'alone.md', '--html', 'alone.html'], env)).status, 0);
    const { status, said } = await piste([fixture, '--md', 'both.md', '--pdf', 'both.pdf'], env);
    assert.equal(status, 3);
    assert.match(
      said,
      /there is no Chromium at .*none, which PISTE_CHROMIUM names\n {2}to mend it: apt-get install/,
    );
    assert.deepEqual(
      [existsSync(join(folder, 'both.md')), existsSync(join(folder, 'both.pdf'))],
      [false, false],
    );
  });

  for (const [args, message] of [
    [[], /takes one deck or talk/],
    [[fixture], /needs to know what to make/],
    [[fixture, '-o', 'talk.docx'], /does not say by its ending/],
    [[fixture, '--article', 'talk.md'], /neither PDF nor HTML/],
    [[fixture, '--pdf', 'a.pdf', '--slides', 'x'], /names no slides/],
    [[fixture, '--pdf', 'a.pdf', '--fragments', 'all'], /--fragments flat or --fragments pages/],
    [[fixture, '--png', 'a', '--scale', '0'], /not between 0\.1 and 8/],
    [[fixture, '--pdf', 'a.pdf', '--base-url', 'x'], /is no address/],
    [[join(projectDir, 'decks'), '--md', 'a.md'], /holds \d+ decks/],
    [[fixture, '--pdf', 'a.pdf', '--slides', '2,6-9'], /the deck has 5 slides\n.*--slides 1-5/],
    [[fixture, '-o', 'a.md', '--slides', '2'], /--slides does nothing with what is to be made/],
    [[fixture, '--handout', '--md', 'a.md'], /--md does nothing with --handout/],
    [[fixture, '--md', 'a.md', '--html', 'a.md'], /a\.md is named for two things/],
  ] as const)
    it(`refuses \`${args.map((one) => one.split('/').at(-1)).join(' ')}\``, async () => {
      const { status, said } = await piste(args);
      assert.equal(status, 2);
      assert.match(said, message);
    });

  it('stops at Ctrl-C with whole files only, and leaves no Chromium', async () => {
    const slides = Array.from({ length: 300 }, (_, index) => `# Slide ${index}\n`).join('\n---\n\n');
    writeFileSync(join(folder, 'many.md'), `---\ntitle: Many\n---\n${slides}`);
    const temporary = mkdtempSync(join(folder, 'tmp-'));
    const { child, ended } = start(['many.md', '--png', 'many'], { TMPDIR: temporary });
    const pictures = () => (existsSync(join(folder, 'many')) ? readdirSync(join(folder, 'many')) : []);
    while (pictures().length < 2) await new Promise((tick) => setImmediate(tick));
    child.kill('SIGINT');
    const { status, said } = await ended;
    assert.equal(status, 130, said);
    assert.match(said, /stopped: what was finished is there/);
    const ends = Buffer.from('IEND');
    for (const name of pictures()) {
      assert.match(name, /^\d{3}\.png$/);
      assert.ok(
        readFileSync(join(folder, 'many', name))
          .subarray(-12)
          .includes(ends),
      );
    }
    assert.ok(pictures().length < 300);
    // Its profile goes with it.
    assert.deepEqual(readdirSync(temporary), []);
  });
});
