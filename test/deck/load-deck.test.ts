import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { listDecks } from '../../src/deck/list-decks.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';

const root = mkdtempSync(join(tmpdir(), 'piste-load-'));
after(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): string {
  const whole = join(root, path);
  mkdirSync(join(whole, '..'), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

describe('loadDeck', () => {
  it('names a deck by its folder or its file', async () => {
    write('talk/deck.md', '# A\n');
    assert.equal((await loadDeck(join(root, 'talk'))).name, 'talk');
    assert.equal((await loadDeck(join(root, 'talk/deck.md'))).name, 'talk');
    assert.equal((await loadDeck(write('other.md', 'a'))).name, 'other');
  });
  it('includes what is beside it', async () => {
    write('inc/a.nix', '{ }\n');
    const deck = await loadDeck(write('inc/deck.md', '```nix\n{{#include a.nix}}\n```\n'));
    assert.deepEqual([deck.slides[0]?.markdown, deck.problems], ['```nix\n{ }\n```', []]);
  });
  it('includes nothing from elsewhere', async () => {
    write('secret', 'secret');
    mkdirSync(join(root, 'in/sub'), { recursive: true });
    symlinkSync(join(root, 'secret'), join(root, 'in/link'));
    symlinkSync(root, join(root, 'in/up'));
    const paths = [
      '../secret',
      join(root, 'secret'),
      'link',
      'up/secret',
      '%2e%2e/secret',
      'sub',
      'no',
      'sub/../../secret',
    ];
    const deck = await loadDeck(write('in/deck.md', paths.map((path) => `{{#include ${path}}}\n`).join('')));
    assert.equal(deck.problems.length, paths.length);
    assert.ok(
      deck.problems.every(
        (problem) => problem.severity === 'error' && problem.message.includes('cannot be included'),
      ),
    );
    assert.ok(!deck.slides.some((slide) => /^secret$/m.test(slide.markdown)));
  });
  it('imports the slides and code of a Slidev deck, wherever in its folder they are', async () => {
    write('slidev/code/a.ts', '// #region b\nc();\n// #endregion\n');
    write('slidev/pages/more.md', '# M\n\n---\nsrc: ./deeper/last.md\n---\n');
    write('slidev/pages/deeper/last.md', '<<< ../../code/a.ts#b\n\n<<< /code/a.ts\n');
    const deck = await loadDeck(
      write(
        'slidev/deck.md',
        '---\nmdc: true\nlayout: default\n---\n# A\n\n---\nsrc: ./pages/more.md\n---\n',
      ),
    );
    assert.deepEqual(
      deck.slides.map((slide) => slide.markdown),
      ['# A', '# M', '```ts\nc();\n```\n\n```ts\nc();\n```'],
    );
    assert.deepEqual(deck.problems, []);
  });
  it('imports nothing from elsewhere', async () => {
    write('secret.md', 'secret');
    mkdirSync(join(root, 'slidev-in'), { recursive: true });
    symlinkSync(join(root, 'secret.md'), join(root, 'slidev-in/link.md'));
    symlinkSync(root, join(root, 'slidev-in/up'));
    const paths = [
      '../secret.md',
      '/../secret.md',
      '@/../secret.md',
      'link.md',
      'up/secret.md',
      'a/../../secret.md',
    ];
    const slides = paths.map((path) => `---\nsrc: "${path}"\n---\n\n<<< ${path}\n\n`);
    const deck = await loadDeck(write('slidev-in/deck.md', `---\nmdc: true\n---\na\n\n${slides.join('')}`));
    const refused = deck.problems.filter((problem) => problem.message.includes('cannot be included'));
    assert.equal(refused.length, paths.length * 2);
    assert.ok(!deck.slides.some((slide) => /^secret$/m.test(slide.markdown)));
  });
  it('rejects only a file that cannot be read', async () => {
    await assert.rejects(loadDeck(join(root, 'nowhere.md')), /ENOENT/);
  });
  it('takes no bytes for text', async () => {
    for (const bytes of ['# A\0', '# Caf\xe9']) {
      const file = join(root, 'bytes.md');
      writeFileSync(file, bytes, 'latin1');
      await assert.rejects(loadDeck(file), /ConfigError: .*bytes\.md is no Markdown: /);
    }
    assert.equal((await loadDeck(write('umlaut.md', '# Käse'))).problems.length, 0);
  });
});

describe('listDecks', () => {
  it('finds folders and files, and no README', async () => {
    const folder = join(root, 'decks');
    for (const path of ['b/deck.md', 'a.md', 'README.md', 'notes.txt', '.hidden/deck.md', 'empty/x.md'])
      write(`decks/${path}`, 'x');
    assert.deepEqual(
      (await listDecks(folder)).map((path) => path.slice(folder.length + 1)),
      ['a.md', join('b', 'deck.md')],
    );
    assert.equal(basename(folder), 'decks');
  });
});
