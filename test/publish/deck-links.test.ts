import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withSiteLinks } from '../../src/publish/deck-links.ts';

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
