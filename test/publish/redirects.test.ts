import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAlias } from '../../src/publish/redirects.ts';
import { smallSite } from './small-site.ts';

describe('an old address', () => {
  const rows: readonly [alias: string, pages: readonly string[] | string][] = [
    ['/old/', ['old/index.html → slides', 'old/article.html → article']],
    ['old', ['old/index.html → slides', 'old/article.html → article']],
    ['/old/article', ['old/article.html → article']],
    ['/old/article.html', ['old/article.html → article']],
    ['/2019/05/old', ['2019/05/old/index.html → slides']],
    ['/posts/old.html', ['posts/old.html → slides']],
    ['/./a b/', ['a b/index.html → slides', 'a b/article.html → article']],
    ['/', 'it is the list of decks'],
    ['../old', 'the path leaves its folder by `..`'],
    ['/a/%2e%2e/b', 'the path is percent-encoded'],
    ['C:\\old', 'it is the address of a host'],
    ['https://example.org/old/', 'it is the address of a host'],
    ['//example.org/old/', 'it is the address of a host'],
    ['/old/?p=1', 'no page has `?` or `#` in its path'],
    ['/.git/hooks', 'a page of a site is not hidden'],
    ['/assets/x', '`assets` is the site’s own'],
    ['/Feed.xml', '`Feed.xml` is the site’s own'],
  ];
  for (const [alias, pages] of rows)
    it(`${alias} → ${[pages].flat().join(', ')}`, () => {
      const read = readAlias(alias);
      deepEqual('why' in read ? read.why : read.map(({ path, to }) => `${path} → ${to}`), pages);
    });
});

it('an old address leads to its deck: by script with its place, else at once, else by a link', async () => {
  const site = smallSite({
    'new/deck.md': '---\ntitle: "<New>"\nlang: de\naliases: [/a/b, /new/]\n---\n\n# N\n',
  });
  try {
    await site.build({ base: new URL('https://example.org/talks/') });
    const page = site.read('a/b/index.html').replace(/assets\/[0-9a-f]+/, 'assets/HASH');
    for (const line of [
      '<html lang="de">',
      '<title>&lt;New&gt;</title>',
      '<link rel="canonical" href="https://example.org/talks/new/">',
      '<meta http-equiv="refresh" content="0; url=../../new/">',
      '<script src="../../assets/HASH/moved.js" data-to="../../new/"></script>',
      '<a href="../../new/" lang="de">&lt;New&gt;</a>',
    ])
      equal(page.includes(line), true, `${line}\n\n${page}`);
    match(site.read('new/index.html'), /class="reveal"/);
  } finally {
    site.remove();
  }
});

it('an old address that another page has is a mistake, with its line', async () => {
  const site = smallSite({
    'one/deck.md': '---\ntitle: One\naliases:\n  - /two/\n  - /gone/\n  - /../etc/\n---\n\n# One\n',
    'two/deck.md': '---\naliases: [GONE, 404.html/x]\n---\n\n# Two\n',
  });
  try {
    deepEqual(await site.refusal(), [
      'one:4:5: nothing can lead from `/two/` to this deck: the site has `two/index.html` there; remove it from one of them, or give it another name',
      'one:6:5: nothing can lead from `/../etc/` to this deck: the path leaves its folder by `..`; write a path below the site, as `/old-name/`',
      `two:2:11: nothing can lead from \`GONE\` to this deck: ${site.decks}/one/deck.md leads from there already; remove it from one of them, or give it another name`,
      'two:2:17: nothing can lead from `404.html/x` to this deck: `404.html` is the site’s own; write a path below the site, as `/old-name/`',
    ]);
    equal(site.has(''), false);
  } finally {
    site.remove();
  }
});
