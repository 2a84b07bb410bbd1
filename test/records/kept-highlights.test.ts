import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createHighlighter } from '../../src/markdown/code-highlighter.ts';
import { openHighlights } from '../../src/records/kept-highlights.ts';

const code = 'let x = "1"; in x\n';

describe('openHighlights', () => {
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'piste-highlights-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  const files = () => readdir(join(home, 'highlights'));
  const theFile = async () => join(home, 'highlights', (await files())[0] ?? '');

  /** What a process shows that knows the language, and keeps it. */
  const coloured = async (deck: string): Promise<readonly string[]> => {
    const highlighter = createHighlighter();
    const kept = await openHighlights(deck, { home, highlighter });
    await highlighter.load(['nix']);
    const lines = highlighter.lines(code, 'nix');
    await kept.save();
    return lines;
  };
  /** What the next one shows that has loaded nothing. */
  const remembered = async (deck: string): Promise<readonly string[]> => {
    const highlighter = createHighlighter();
    await openHighlights(deck, { home, highlighter });
    return highlighter.lines(code, 'nix');
  };
  const plain = ['let x = &quot;1&quot;; in x'];

  it('gives the next process what this one has coloured, to the letter', async () => {
    const lines = await coloured('a.md');
    assert.match(lines.join(), /<span class="c-keyword">let<\/span>/);
    assert.deepEqual(await remembered('a.md'), lines);
    assert.deepEqual(await remembered('b.md'), plain);
  });

  it('takes a file that is not whole for none, and writes it anew', async () => {
    const lines = await coloured('a.md');
    const file = await theFile();
    const text = await readFile(file, 'utf8');
    for (const broken of [text.slice(0, -5), text.replace('c-keyword', 'c-string'), '', 'x', '\n']) {
      await writeFile(file, broken);
      assert.deepEqual(await remembered('a.md'), plain, broken);
    }
    assert.deepEqual(await coloured('a.md'), lines);
    assert.deepEqual(await remembered('a.md'), lines);
  });

  it('takes nothing from a file of another form, whatever its digest says', async () => {
    await coloured('a.md');
    const file = await theFile();
    const name = JSON.stringify(`nix\n${code}`);
    for (const text of ['{', '{"a":1}', '[1]', `[[${name},["ok",2]]]`]) {
      await writeFile(file, `${createHash('sha256').update(text).digest('hex')}\n${text}`);
      assert.deepEqual(await remembered('a.md'), plain, text);
    }
  });

  it('lets nobody else look into its folder', async () => {
    await coloured('a.md');
    assert.equal((await stat(join(home, 'highlights'))).mode & 0o777, 0o700);
  });

  it('holds what was used since the deck was rendered last, and of code that is gone nothing', async () => {
    const highlighter = createHighlighter();
    await highlighter.load(['nix']);
    const kept = await openHighlights('a.md', { home, highlighter });
    for (const text of ['1', '2', '3']) highlighter.lines(text, 'nix');
    kept.begin();
    for (const text of ['2', '4']) highlighter.lines(text, 'nix');
    await kept.save();
    const text = await readFile(await theFile(), 'utf8');
    assert.deepEqual(
      [...text.matchAll(/"nix\\n(\d)"/g)].map(([, digit]) => digit),
      ['2', '4'],
    );
  });

  it('writes nothing where nothing was coloured, and minds no disk that refuses', async () => {
    const highlighter = createHighlighter();
    const kept = await openHighlights('a.md', { home, highlighter });
    await kept.save();
    await assert.rejects(files);
    await writeFile(join(home, 'highlights'), '');
    await highlighter.load(['nix']);
    highlighter.lines(code, 'nix');
    await kept.save();
    assert.equal(await readFile(join(home, 'highlights'), 'utf8'), '');
  });
});
