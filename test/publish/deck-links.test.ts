import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withNamedPages, withSiteLinks } from '../../src/publish/deck-links.ts';

describe('withSiteLinks', () => {
  const names = new Set(['talk', 'other', 'a b']);
  const rows: readonly [written: string, published: string][] = [
    ['article', 'article.html'],
    ['article#install', 'article.html#install'],
    ['../other/', '../other/'],
    ['../other/article', '../other/article.html'],
    ['/other/', '../other/'],
    ['/other/article', '../other/article.html'],
    ['/a%20b/', '../a%20b/'],
    ['/', '../'],
    ['/elsewhere/', '/elsewhere/'],
    ['notes.pdf', 'notes.pdf'],
    ['#/2', '#/2'],
    ['https://example.org/other/article', 'https://example.org/other/article'],
  ];
  for (const [written, published] of rows)
    it(`${written} → ${published}`, () =>
      assert.equal(
        withSiteLinks(`<a class="x" href="${written}">`, 'talk', names),
        `<a class="x" href="${published}">`,
      ));
});

describe('withNamedPages', () => {
  const rows: readonly [address: string, named: string][] = [
    ['./', './index.html'],
    ['./#/3', './index.html#/3'],
    ['../other/', '../other/index.html'],
    ['talk/', 'talk/index.html'],
    ['article.html#s-1-0', 'article.html#s-1-0'],
    ['/elsewhere/', '/elsewhere/'],
    ['https://example.org/', 'https://example.org/'],
  ];
  for (const [address, named] of rows)
    it(`${address} → ${named}`, () =>
      assert.equal(withNamedPages(`<a class="x" href="${address}">`), `<a class="x" href="${named}">`));
});
