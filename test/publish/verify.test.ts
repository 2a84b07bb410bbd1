import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { build } from '../../src/commands/build.ts';
import { verify } from '../../src/commands/verify.ts';
import { digestOfFile } from '../../src/disk/file-content.ts';
import { siteMark } from '../../src/disk/site-mark.ts';
import { projectDir } from '../../src/environment/places.ts';

let kept = '';
let dir = '';
before(async () => {
  kept = mkdtempSync(join(tmpdir(), 'piste-verify-'));
  cpSync(join(projectDir, 'decks', 'python-flakes-containers'), join(kept, 'fresh', 'talk'), {
    recursive: true,
  });
  await build({
    paths: [join(kept, 'fresh', 'talk')],
    folder: join(kept, 'fresh', 'site'),
    base: undefined,
    notes: true,
    force: false,
    onWarning: () => {},
  });
});
after(() => rmSync(kept, { recursive: true }));
beforeEach(() => {
  dir = mkdtempSync(join(kept, 'one-'));
  cpSync(join(kept, 'fresh'), dir, { recursive: true });
});

const read = (path: string) => readFileSync(join(dir, path), 'utf8');
const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(join(dir, path), change(read(path)));
/** What somebody does who changes a file of a site and its list too. */
const relist = (path: string) =>
  edit(`site/${siteMark}`, (text) =>
    text.replace(new RegExp(`[0-9a-f]{64}(?=  ${path}\n)`), digestOfFile(join(dir, 'site', path))),
  );
const found = async (withDeck: boolean) => {
  const { differences } = await verify({
    site: join(dir, 'site'),
    paths: withDeck ? [join(dir, 'talk')] : [],
  });
  return differences.map(({ path, cell, message }) => `${path}${cell ? ` ${cell}` : ''}: ${message}`);
};
const aRecord = () => `talk/outputs/${readdirSync(join(dir, 'site/talk/outputs'))[0]}`;

describe('verify', () => {
  it('finds nothing in a site as it was written, held to its deck or to itself', async () => {
    assert.deepEqual(await found(true), []);
    assert.deepEqual(await found(false), []);
    const counts = await verify({ site: join(dir, 'site'), paths: [join(dir, 'talk')] });
    assert.deepEqual([counts.decks, counts.compared, counts.others], [['talk'], ['talk'], 0]);
    assert.equal(counts.remade, true);
    assert.ok(counts.outputs > 10);
  });

  it('finds a file that is gone, another, or a link', async () => {
    rmSync(join(dir, 'site/index.html'));
    appendFileSync(join(dir, 'site/talk/article.html'), '<!-- -->');
    renameSync(join(dir, 'site/talk/deck.json'), join(dir, 'site/deck.json'));
    symlinkSync('../deck.json', join(dir, 'site/talk/deck.json'));
    assert.deepEqual((await found(false)).sort(), [
      'index.html: it is not there',
      'talk/article.html: it is not what was written',
      'talk/deck.json: a link stands in its place',
    ]);
    symlinkSync('/etc', join(dir, 'site/talk/etc'));
    const { others, otherFiles } = await verify({ site: join(dir, 'site'), paths: [] });
    assert.deepEqual([others, otherFiles], [2, ['deck.json', 'talk/etc']]);
  });

  it('finds an output that somebody has changed, in the list of files as well', async () => {
    edit('site/talk/article.html', (html) =>
      html.replace(/(<div class="line">)([^<\n]+)/, (_, line, text) => `${line}${text}!`),
    );
    relist('talk/article.html');
    assert.match((await found(false)).join(), /^talk\/article\.html \S+: the page shows another output/);
    const record = aRecord();
    edit(`site/${record}`, (json) => json.replace(/\["([^"\\]+)/, '["not $1'));
    relist(record);
    assert.match(
      (await found(false)).join('\n'),
      /outputs\/.*: it plays another output than deck\.json says/,
    );
  });

  it('finds any other change by making the site again, where that is the same Piste', async () => {
    edit('site/talk/article.html', (html) => html.replace('</h2>', ', they say</h2>'));
    relist('talk/article.html');
    assert.deepEqual(await found(false), []);
    assert.deepEqual(await found(true), ['talk/article.html: the decks come to another one']);
    edit(`site/${siteMark}`, (text) => text.replace(/"program":"[0-9a-f]{8}/, '"program":"00000000'));
    const { differences, remade } = await verify({ site: join(dir, 'site'), paths: [join(dir, 'talk')] });
    assert.deepEqual(differences, []);
    assert.match(String(remade), /made by another Piste/);
  });

  it('finds a deck.json that is none, and one that would have it read other files', async () => {
    edit('site/talk/deck.json', (json) =>
      json.replace(/"outputs\/[0-9a-f]{32}\.json"/, '"../../talk/deck.md"'),
    );
    relist('talk/deck.json');
    assert.deepEqual(await found(false), ['talk/deck.json: it is not what `piste build` writes']);
  });

  it('tells a deck.json that is gone, or none any more, once', async () => {
    writeFileSync(join(dir, 'site/talk/deck.json'), '{');
    assert.deepEqual(await found(true), ['talk/deck.json: it is not what was written']);
    rmSync(join(dir, 'site/talk/deck.json'));
    assert.deepEqual(await found(true), ['talk/deck.json: it is not there']);
  });

  it('finds what deck.json says and the deck’s lock does not', async () => {
    edit('site/talk/deck.json', (json) => json.replace(/"durationMs": (\d+)/, '"durationMs": 9$1'));
    relist('talk/deck.json');
    assert.deepEqual(await found(false), []);
    assert.match(
      (await found(true)).join(),
      /^talk\/deck\.json \S+: its transcript says otherwise how it was recorded$/,
    );
  });

  it('finds a deck that was edited since, by its cells where they are others', async () => {
    appendFileSync(join(dir, 'talk/deck.md'), '\n---\n\nOne more thing.\n');
    const [only, ...more] = await found(true);
    assert.match(only ?? '', /^talk\/deck\.json: .*deck\.md is another text since it was published$/);
    assert.deepEqual(more, []);
    appendFileSync(join(dir, 'talk/deck.md'), '\n```bash {run name=newest}\ntrue\n```\n');
    assert.equal((await found(true)).length, 1, 'a cell that is not recorded was not promised');
  });

  it('finds records that are gone, changed, or made of another text', async () => {
    const lock = JSON.parse(read('talk/deck.lock.json'));
    const [first = '', second = ''] = Object.keys(lock.cells);
    rmSync(join(dir, `talk/outputs/${lock.cells[first].key}.cast`));
    appendFileSync(join(dir, `talk/outputs/${lock.cells[second].key}.cast`), '[9,"o","more"]\n');
    const gone = 'what the site shows is not recorded of the cell as it is now';
    assert.deepEqual(await found(true), [
      `talk/deck.json ${first}: ${gone}`,
      `talk/deck.json ${second}: ${gone}`,
    ]);
  });

  it('finds a deck that is not on the site', async () => {
    writeFileSync(join(dir, 'other.md'), '# Other\n');
    const { differences } = await verify({ site: join(dir, 'site'), paths: [join(dir, 'other.md')] });
    assert.match(differences[0]?.message ?? '', /other\.md is not on this site/);
  });
});
