import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { searchIndexScript } from '../../src/publish/search-index.ts';
import { openIndex, type SiteIndex } from '../../src/search/open-index.ts';
import type { SearchEntry } from '../../src/search/search-entry.ts';

const entry = (title: string, text: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
  title,
  id: title.toLowerCase().replaceAll(' ', '-'),
  slide: '#/1/0',
  text,
  code: '',
  output: '',
  ...more,
});

const decks = [
  {
    article: 'flakes/article.html',
    slides: 'flakes/',
    title: 'Flakes',
    lang: 'en',
    about: 'What they are · tooling',
    entries: [
      entry('Flakes', 'It’s a file, and a lock beside it.'),
      entry('Reproducible, meaning', 'The same source; the same program.'),
      entry('A shell', 'For people.', { code: 'nix develop\nmkShell { }', output: 'entering the shell 42' }),
    ],
  },
  {
    article: 'b%C3%A4ren/article.html',
    slides: 'b%C3%A4ren/',
    title: 'Bären \u2028 & \\n <!--',
    lang: 'de',
    about: '',
    entries: [entry('Bären', 'Ein Bär in einem Container mit nix')],
  },
  {
    article: 'overture/article.html',
    slides: 'overture/',
    title: 'An overture',
    lang: 'en',
    about: 'Ada Lovelace',
    entries: [entry('Hello', 'Words.'), entry('Afterwards', 'None.')],
  },
];

/** The index as a page gets it: by running the file. */
function openWritten(): SiteIndex {
  const sandbox: { pisteSearch?: Parameters<typeof openIndex>[0] } = {};
  runInNewContext(searchIndexScript(decks), sandbox);
  ok(sandbox.pisteSearch);
  return openIndex(sandbox.pisteSearch);
}

const index = openWritten();
const titles = (query: string) => index.find(query).map(({ entry: { h } }) => h);

describe('what can be found on a site', () => {
  const rows: readonly [query: string, titles: readonly string[]][] = [
    ['lock', ['Flakes']],
    ['flak', ['Flakes']],
    ['reproducable', ['Reproducible, meaning']],
    ['baren', ['Bären']],
    ['BÄR', ['Bären']],
    ['develop', ['A shell']],
    ['shell', ['A shell']],
    ['mkshell', ['A shell']],
    ['entering', ['A shell']],
    ['tooling', ['Flakes']],
    ['overture', ['Hello']],
    ['lovelace', ['Hello']],
    ['42', []],
    ['same program', ['Reproducible, meaning']],
    ['zzz', []],
    ['', []],
    ['?!', []],
    // Nowhere together: what has the rarer word.
    ['reproducible container', ['Reproducible, meaning']],
    ['nix', ['Bären', 'A shell']],
  ];
  for (const [query, expected] of rows)
    it(`${query || 'nothing'} → ${expected.join(' · ') || 'nothing'}`, () =>
      deepEqual(titles(query).sort(), [...expected].sort()));

  it('comes with where it is, and with its deck', () => {
    const [found] = index.find('develop');
    deepEqual(
      { ...found?.entry },
      {
        d: 0,
        h: 'A shell',
        i: 'a-shell',
        s: '#/1/0',
        t: 'For people. · nix develop\nmkShell { }',
      },
    );
    deepEqual([...(found?.terms ?? [])], ['develop']);
    equal(index.decks[1]?.title, 'Bären \u2028 & \\n <!--');
  });
});
