import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BuildOptions, build } from '../../src/commands/build.ts';
import { projectDir } from '../../src/environment/places.ts';
import { DeckError, type Problem } from '../../src/errors.ts';

let dir = '';
const write = (path: string, text: string) => writeFileSync(join(dir, path), text);
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-build-'));
  const talk = join(dir, 'talk');
  cpSync(join(projectDir, 'decks', 'python-flakes-containers'), talk, { recursive: true });
  mkdirSync(join(dir, 'plain', 'img'), { recursive: true });
  write(
    'plain/deck.md',
    '---\ncss: own.css\n---\n# Plain\n\nA [picture](../talk/article) ![x](img/x.svg)\n\nNote:\nOnly for me\n\n---\n\n```bash {run}\necho never ran\n```\n\n```bash {terminal}\nls\n```\n',
  );
  write('plain/own.css', '.a { background: url(img/y.svg) }');
  for (const name of ['x', 'y', 'unnamed'])
    write(`plain/img/${name}.svg`, '<svg xmlns="http://www.w3.org/2000/svg"/>');
  write('plain/secret.txt', 'mine');
});
after(() => rmSync(dir, { recursive: true }));

const read = (path: string) => readFileSync(join(dir, path), 'utf8');
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(dir, folder), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(join(dir, folder).length + 1))
    .sort();

async function buildInto(site: string, options: Partial<BuildOptions> = {}) {
  const warnings: Problem[] = [];
  const built = await build({
    paths: [join(dir, 'plain'), join(dir, 'talk')],
    folder: join(dir, site),
    base: undefined,
    notes: true,
    force: false,
    onWarning: (problem) => warnings.push(problem),
    ...options,
  });
  return { ...built, warnings };
}

describe('build', () => {
  it('writes the same bytes every time', async () => {
    await buildInto('one');
    await buildInto('two');
    assert.deepEqual(filesBelow('one'), filesBelow('two'));
    for (const path of filesBelow('one'))
      assert.ok(readFileSync(join(dir, 'one', path)).equals(readFileSync(join(dir, 'two', path))), path);
    const again = await buildInto('two');
    assert.deepEqual([again.written, again.removed], [0, []]);
  });

  it('takes along the files that the pages name, and no others', async () => {
    await buildInto('one');
    assert.deepEqual(filesBelow('one/plain'), [
      'article.html',
      'deck.json',
      'img/x.svg',
      'img/y.svg',
      'index.html',
      'own.css',
    ]);
  });

  it('has what is recorded in both pages, and the records beside them', async () => {
    await buildInto('one');
    for (const page of ['index.html', 'article.html']) {
      const html = read(`one/talk/${page}`);
      assert.match(html, /data-state="recorded"/);
      for (const [, key] of html.matchAll(/data-record="([0-9a-f]{32})"[^>]*data-kind="run"/g))
        assert.ok(filesBelow('one/talk').includes(`outputs/${key}.json`), key);
    }
    const [first = ''] = filesBelow('one/talk/outputs');
    assert.deepEqual(Object.keys(JSON.parse(read(`one/talk/outputs/${first}`))).sort(), [
      'durationMs',
      'exit',
      'frames',
      'key',
      'picture',
      'recordedAt',
    ]);
  });

  it('has nothing to press that would need a server, and no terminal', async () => {
    await buildInto('one');
    // A host shows its 404.html at any depth: what it leads to is said from the root.
    const pages = filesBelow('one').filter((one) => one.endsWith('.html') && one !== '404.html');
    for (const path of pages) {
      const html = read(`one/${path}`);
      assert.doesNotMatch(html, /data-action="(?:run|cancel|reset|restore|diff)"|data-terminal/, path);
      assert.doesNotMatch(html, /(?:src|href)="\//, path);
      assert.match(
        html,
        /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;/,
        path,
      );
    }
  });

  it('says which cells have no output, and why not', async () => {
    const { lacking } = await buildInto('one');
    assert.deepEqual(
      lacking.map(({ line, cell }) => ({ line, cell })),
      [{ line: 13, cell: '1' }],
    );
  });

  it('leads from deck to deck', async () => {
    await buildInto('one');
    assert.match(read('one/plain/index.html'), /href="\.\.\/talk\/article\.html"/);
    assert.match(
      read('one/index.html'),
      /href="talk\/article\.html"[\s\S]*href="talk\/index\.html"[\s\S]*href="plain\/index\.html"[\s\S]*href="plain\/article\.html"/,
    );
  });

  it('keeps the notes to the speaker when told to', async () => {
    await buildInto('one');
    assert.match(read('one/plain/index.html'), /Only for me/);
    await buildInto('one', { notes: false });
    assert.doesNotMatch(read('one/plain/index.html'), /Only for me/);
  });

  it('names addresses only where it knows them', async () => {
    await buildInto('one');
    assert.doesNotMatch(read('one/plain/index.html'), /canonical|og:url/);
    await buildInto('one', { base: new URL('https://example.org/talks/') });
    assert.match(
      read('one/plain/index.html'),
      /rel="canonical" href="https:\/\/example\.org\/talks\/plain\/"/,
    );
    assert.match(
      read('one/plain/article.html'),
      /property="og:url" content="https:\/\/example\.org\/talks\/plain\/article\.html"/,
    );
  });

  it('refuses, before it writes, a deck that is called as the site’s own files are', async () => {
    for (const name of ['index.html', 'ASSETS']) {
      write(`${name}.md`, '# A\n');
      await assert.rejects(
        buildInto('four', { paths: [join(dir, `${name}.md`)] }),
        new RegExp(`cannot be called \`${name}\``),
      );
    }
    assert.equal(existsSync(join(dir, 'four')), false);
  });

  it('writes nothing where a deck is wrong', async () => {
    write(
      'wrong.md',
      '```bash {run timout=3s}\nls\n```\n\n```bash {run}\n```\n\n```bash {run expect=maybe}\nls\n```\n',
    );
    await assert.rejects(buildInto('three', { paths: [join(dir, 'wrong.md')] }), (error) => {
      assert.ok(error instanceof DeckError);
      assert.deepEqual(
        error.problems.map(({ line }) => line),
        [1, 8],
      );
      return true;
    });
    assert.throws(() => filesBelow('three'), /ENOENT/);
  });
});
