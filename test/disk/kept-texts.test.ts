import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openTexts } from '../../src/disk/kept-texts.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'piste-texts-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const name = (letter: string) => letter.repeat(64);
const roomy = { bytes: 1000, files: 10 };

describe('kept texts', () => {
  it('are there for whoever knows their names', () => {
    const folder = join(dir, 'not', 'yet');
    openTexts(folder, roomy).put(name('a'), 'one\ntwo');
    assert.equal(openTexts(folder, roomy).get(name('a')), 'one\ntwo');
    assert.equal(openTexts(folder, roomy).get(name('b')), undefined);
  });

  it('are none when they are not whole, and none are kept under a name that leads elsewhere', () => {
    const texts = openTexts(dir, roomy);
    texts.put(name('a'), 'one\ntwo');
    truncateSync(join(dir, name('a')), 66);
    assert.equal(texts.get(name('a')), undefined);
    writeFileSync(join(dir, name('a')), 'no digest');
    assert.equal(texts.get(name('a')), undefined);
    texts.put(`../${name('c')}`, 'x');
    assert.deepEqual(readdirSync(dir), [name('a')]);
  });

  it('go when they are too many or too large, those first that were used longest ago', () => {
    const texts = openTexts(dir, { bytes: 1000, files: 2 });
    for (const [age, letter] of ['a', 'b', 'c'].entries()) {
      texts.put(name(letter), letter);
      utimesSync(join(dir, name(letter)), age, age);
    }
    texts.get(name('a'));
    texts.tidy();
    assert.deepEqual(readdirSync(dir).sort(), [name('a'), name('c')]);
    openTexts(dir, { bytes: 70, files: 9 }).tidy();
    assert.deepEqual(readdirSync(dir), [name('a')]);
  });

  it('may not be writable: then nothing is kept, and nothing is wrong', () => {
    writeFileSync(join(dir, 'file'), '');
    const texts = openTexts(join(dir, 'file', 'below'), roomy);
    texts.put(name('a'), 'one');
    assert.equal(texts.get(name('a')), undefined);
    texts.tidy();
  });
});
