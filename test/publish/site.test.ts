import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { smallSite } from './small-site.ts';

const decks = {
  'second/deck.md':
    '---\ntitle: Second & <last>\ndescription: "All of it, \\u0007 & more"\ndate: 2026-11-20T18:30:00+01:00\nlastmod: 2026-11-22\nauthor: Ada\ntags: [nix, R & D]\nimage: cover.svg\n---\n\n# Second\n',
  'second/cover.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'first/deck.md':
    '---\ntitle: First\ndate: 2026-01-02\nimage: https://example.org/first.png\n---\n\n# First\n\nHow it began.\n',
  'undated/deck.md': '---\nimage: gone.png\n---\n\n# Without a day\n',
};
const site = smallSite(decks);
const read = (path: string) => site.read(path);
before(() => site.build({ base: new URL('https://example.org/talks/'), title: 'Talks & more' }));
after(() => site.remove());

const assets = (html: string) => html.replaceAll(/assets\/[0-9a-f]+/g, 'assets/HASH');

describe('a site that knows its address', () => {
  it('has an Atom feed of what has a date, the newest first', () => {
    equal(
      read('feed.xml'),
      `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Talks &amp; more</title>
<id>https://example.org/talks/</id>
<updated>2026-11-22T00:00:00Z</updated>
<author><name>Talks &amp; more</name></author>
<link rel="self" type="application/atom+xml" href="https://example.org/talks/feed.xml"/>
<link rel="alternate" type="text/html" href="https://example.org/talks/"/>
<entry xml:lang="en">
<title>Second &amp; &lt;last&gt;</title>
<id>https://example.org/talks/second/article.html</id>
<link rel="alternate" type="text/html" href="https://example.org/talks/second/article.html"/>
<published>2026-11-20T18:30:00+01:00</published>
<updated>2026-11-22T00:00:00Z</updated>
<author><name>Ada</name></author>
<category term="nix"/>
<category term="R &amp; D"/>
<summary>All of it,  &amp; more</summary>
</entry>
<entry xml:lang="en">
<title>First</title>
<id>https://example.org/talks/first/article.html</id>
<link rel="alternate" type="text/html" href="https://example.org/talks/first/article.html"/>
<published>2026-01-02T00:00:00Z</published>
<updated>2026-01-02T00:00:00Z</updated>
<summary>How it began.</summary>
</entry>
</feed>
`,
    );
  });

  it('has the same as RSS', () => {
    equal(
      read('rss.xml'),
      `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Talks &amp; more</title>
<link>https://example.org/talks/</link>
<description>Talks &amp; more</description>
<language>en</language>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/talks/rss.xml"/>
<item>
<title>Second &amp; &lt;last&gt;</title>
<link>https://example.org/talks/second/article.html</link>
<guid>https://example.org/talks/second/article.html</guid>
<pubDate>Fri, 20 Nov 2026 17:30:00 GMT</pubDate>
<dc:creator>Ada</dc:creator>
<category>nix</category>
<category>R &amp; D</category>
<description>All of it,  &amp; more</description>
</item>
<item>
<title>First</title>
<link>https://example.org/talks/first/article.html</link>
<guid>https://example.org/talks/first/article.html</guid>
<pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate>
<description>How it began.</description>
</item>
</channel>
</rss>
`,
    );
  });

  it('has a map of its pages', () => {
    equal(
      read('sitemap.xml'),
      `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.org/talks/</loc></url>
<url><loc>https://example.org/talks/first/article.html</loc><lastmod>2026-01-02</lastmod></url>
<url><loc>https://example.org/talks/first/</loc><lastmod>2026-01-02</lastmod></url>
<url><loc>https://example.org/talks/second/article.html</loc><lastmod>2026-11-22</lastmod></url>
<url><loc>https://example.org/talks/second/</loc><lastmod>2026-11-22</lastmod></url>
<url><loc>https://example.org/talks/undated/article.html</loc></url>
<url><loc>https://example.org/talks/undated/</loc></url>
</urlset>
`,
    );
    // A host looks for one at its root only.
    equal(site.has('robots.txt'), false);
  });

  it('says of a page what previews and search engines ask for', () => {
    const lines = read('second/article.html')
      .split('\n')
      .filter((line) => /^<(?:meta (?:name|property)|link rel="(?:canonical|alternate))/.test(line));
    deepEqual(lines, [
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="referrer" content="no-referrer">',
      '<meta name="description" content="All of it, \u0007 &amp; more">',
      '<meta name="author" content="Ada">',
      '<meta property="og:title" content="Second &amp; &lt;last&gt;">',
      '<meta property="og:type" content="article">',
      '<meta property="og:site_name" content="Talks &amp; more">',
      '<meta property="og:description" content="All of it, \u0007 &amp; more">',
      '<meta property="og:url" content="https://example.org/talks/second/article.html">',
      '<meta property="article:published_time" content="2026-11-20T18:30:00+01:00">',
      '<meta property="article:modified_time" content="2026-11-22">',
      '<meta property="article:tag" content="nix">',
      '<meta property="article:tag" content="R &amp; D">',
      '<meta property="og:image" content="https://example.org/talks/second/cover.svg">',
      '<meta property="og:image:alt" content="Second &amp; &lt;last&gt;">',
      '<meta name="twitter:card" content="summary_large_image">',
      '<link rel="canonical" href="https://example.org/talks/second/article.html">',
      '<link rel="alternate" type="application/atom+xml" title="Talks &amp; more" href="../feed.xml">',
      '<link rel="alternate" type="application/rss+xml" title="Talks &amp; more" href="../rss.xml">',
    ]);
    match(read('first/index.html'), /property="og:image" content="https:\/\/example\.org\/first\.png"/);
    equal(site.has('second/cover.svg'), true);
    // A picture that is not there is none.
    doesNotMatch(read('undated/index.html'), /og:image/);
  });

  it('lists decks as a series is read, and leads from each to the next', () => {
    const index = read('index.html');
    deepEqual(
      [...index.matchAll(/<li class="deck" data-deck="(\w+)"/g)].map(([, name]) => name),
      ['first', 'second', 'undated'],
    );
    match(index, /<h1>Talks &amp; more<\/h1>/);
    match(index, /<img src="second\/cover\.svg" alt=""/);
    // A page loads nothing from another host.
    doesNotMatch(index, /<img src="https/);
    match(index, /<time datetime="2026-11-20T18:30:00\+01:00">20 November 2026<\/time>/);
    match(index, /data-tags="\[&quot;nix&quot;,&quot;R &amp; D&quot;\]"/);
    match(
      index,
      /<a href="#tag=R%20%26%20D" data-tag="R &amp; D">R &amp; D <span class="count">1<\/span><\/a>/,
    );
    match(
      read('second/article.html'),
      /<a rel="prev" href="\.\.\/first\/article\.html">[\s\S]*<a rel="next" href="\.\.\/undated\/article\.html">/,
    );
  });

  it('has a page for what is not there, which holds at any depth', () => {
    const page = assets(read('404.html'));
    deepEqual(
      [...page.matchAll(/(?:src|href|data-site)="([^"]*)"/g)].map(([, address]) => address),
      [
        '/talks/assets/HASH/icon.svg',
        '/talks/assets/HASH/opened-as-file.js',
        '/talks/assets/HASH/index.css',
        '/talks/',
        '/talks/',
        '/talks/assets/HASH/index.js',
      ],
    );
    match(page, /<meta name="robots" content="noindex">/);
  });
});

describe('a site that may be put anywhere', () => {
  it('names no address, and so has no feeds, no map and no pictures for previews', async () => {
    const plain = smallSite({ ...decks, 'zweitens/deck.md': '---\nlang: de\n---\n\n# Zweitens\n' });
    try {
      await plain.build();
      for (const path of ['feed.xml', 'rss.xml', 'sitemap.xml', 'robots.txt'])
        equal(plain.has(path), false, path);
      doesNotMatch(plain.read('second/index.html'), /canonical|og:url|og:image|alternate/);
      match(plain.read('index.html'), /<html lang="en">[\s\S]*<h1>Decks<\/h1>[\s\S]*<h2 lang="de">/);
      const [, ...addresses] = plain.read('404.html').match(/(?:src|href)="[^"]*"/g) ?? [];
      deepEqual(addresses, []);
    } finally {
      plain.remove();
    }
  });

  it('speaks the language of its decks, where they have one', async () => {
    const german = smallSite({
      'eins/deck.md': '---\nlang: de\ndate: 2026-03-01\n---\n\n# Eins\n',
      'zwei/deck.md': '---\nlang: de-AT\n---\n\n# Zwei\n',
    });
    try {
      await german.build({ base: new URL('https://example.org/') });
      match(
        german.read('index.html'),
        /<html lang="de">[\s\S]*<h1>Vorträge<\/h1>[\s\S]*>1\. März 2026<\/time>/,
      );
      match(german.read('404.html'), /<html lang="de">[\s\S]*<h1>Diese Seite gibt es nicht<\/h1>/);
      match(german.read('zwei/article.html'), /<html lang="de-AT">/);
      equal(
        german.read('robots.txt'),
        'User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n',
      );
    } finally {
      german.remove();
    }
  });
});

it('pictures of first slides are drawn for decks that have none of their own', async () => {
  const drawn = smallSite({ 'talk/deck.md': '# A picture of this\n', 'own/deck.md': decks['first/deck.md'] });
  try {
    await drawn.build({ base: new URL('https://example.org/talks/') });
    equal(drawn.has('covers/own.png'), false);
    match(
      drawn.read('talk/index.html'),
      /property="og:image" content="https:\/\/example\.org\/talks\/covers\/talk\.png">\n<meta property="og:image:width" content="1200">\n<meta property="og:image:height" content="630">/,
    );
    match(drawn.read('index.html'), /<img src="covers\/talk\.png" alt="" width="1200" height="630"/);
  } finally {
    drawn.remove();
  }
});
