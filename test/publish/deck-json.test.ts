import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { build } from '../../src/commands/build.ts';
import { projectDir } from '../../src/environment/places.ts';
import { type DeckDocument, deckDocumentSchema } from '../../src/publish/deck-document.ts';
import { deckSchema } from '../../src/publish/deck-schema.ts';

let dir = '';
let document: DeckDocument;
before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'piste-deck-json-'));
  cpSync(join(projectDir, 'decks', 'python-flakes-containers'), join(dir, 'talk'), { recursive: true });
  await build({
    paths: [join(dir, 'talk')],
    folder: join(dir, 'site'),
    base: undefined,
    notes: true,
    force: false,
    onWarning: () => {},
  });
  document = deckDocumentSchema.parse(JSON.parse(read('site/talk/deck.json')));
});
after(() => rmSync(dir, { recursive: true }));

const read = (path: string) => readFileSync(join(dir, path), 'utf8');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('deck.json', () => {
  it('has the schema that is in docs/', () => {
    const kept = readFileSync(join(projectDir, 'docs', 'deck.schema.json'), 'utf8');
    const isSame = kept === `${JSON.stringify(deckSchema(), null, 2)}\n`;
    assert.ok(isSame, 'write it anew: npm run -s piste -- schema --published > docs/deck.schema.json');
    assert.ok(z.fromJSONSchema(deckSchema()).safeParse(document).success);
  });

  it('names each cell’s key and transcript as the lock does', () => {
    const lock = JSON.parse(read('talk/deck.lock.json'));
    assert.equal(document.environment.hash, lock.environment);
    for (const { id, recorded } of document.cells.filter((cell) => cell.recorded))
      assert.deepEqual({ key: recorded?.key, transcript: recorded?.transcript }, lock.cells[id]);
    const recorded = document.cells.filter((cell) => cell.recorded).map(({ id }) => id);
    assert.deepEqual(recorded, Object.keys(lock.cells));
  });

  it('says what the transcript says of how it was recorded', () => {
    const cell = document.cells.find(({ output }) => output !== null);
    const header = JSON.parse(read(`talk/outputs/${cell?.recorded?.key}.cast`).split('\n')[0] ?? '');
    assert.deepEqual(
      { ...cell?.recorded, transcript: undefined, file: undefined },
      {
        key: header.piste.key,
        at: new Date(header.timestamp * 1000).toISOString(),
        exit: header.piste.exit,
        durationMs: header.piste.durationMs,
        nix: header.piste.nixVersion,
        environment: header.piste.parts.environment,
        transcript: undefined,
        file: undefined,
      },
    );
  });

  it('has the digest of the text that the article shows', () => {
    const article = read('site/talk/article.html');
    const cell = document.cells.find(({ output }) => (output?.lines ?? 0) > 2);
    const figure = article.split(`data-cell="${cell?.id}"`)[1]?.split('</figure>')[0] ?? '';
    const lines = [...figure.matchAll(/<div class="line">(.*)\n<\/div>/g)].map(([, line = '']) =>
      line
        .replace(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    );
    assert.equal(lines.length, cell?.output?.lines);
    assert.equal(sha256(lines.map((line) => `${line}\n`).join('')), cell?.output?.sha256);
  });

  it('leads to every slide, in the slides and in the article', () => {
    const article = read('site/talk/article.html');
    for (const slide of document.slides) {
      assert.equal(slide.slides, `./#/${slide.h}/${slide.v}`);
      assert.ok(article.includes(`id="${slide.article.split('#')[1]}"`), slide.article);
    }
    assert.equal(document.slides[0]?.title, document.title);
  });

  it('names the package set that the environment was made of', () => {
    const { ref, pinned, debian } = document.environment.nixpkgs;
    assert.equal(ref, 'pocket');
    assert.match(pinned ?? '', /^[0-9a-f]{64}$/);
    assert.match(debian ?? '', /^trixie \d{4}-\d\d-\d\d$/);
  });
});
