import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesNamedInData, filesNamedInHtml, filesNamedInStyle } from '../../src/html/named-files.ts';

describe('filesNamedInHtml', () => {
  const rows: readonly [html: string, ...paths: string[]][] = [
    ['<img src="a.png" alt="">', 'a.png'],
    ['<img src="./a%20b.png?x=1#y">', 'a b.png'],
    ['<a href="notes.pdf#page=2">', 'notes.pdf'],
    ['<section data-background-image="sky.jpg" data-background-video="film.mp4">', 'sky.jpg', 'film.mp4'],
    ['<img srcset="small.png 1x, big.png 2x">', 'small.png', 'big.png'],
    ['<p style="background: url(&#39;stone.webp&#39;)">', 'stone.webp'],
    [
      '<a href="https://example.org/a.png"><a href="#x"><a href="/other/"><img src="data:image/png;base64,AA">',
    ],
    ['<img src="a.png"><img src="a.png">', 'a.png'],
    ["<img src='a.png'><IMG SRC = b.png alt=x><a href=c.pdf>", 'a.png', 'b.png', 'c.pdf'],
  ];
  for (const [html, ...paths] of rows) it(html, () => assert.deepEqual([...filesNamedInHtml(html)], paths));
});

it('reads text that names nothing to its end, in seconds', () => {
  const before = process.cpuUsage();
  const many = (text: string): string => text.repeat(100_000 / text.length);
  for (const text of [
    'url(',
    ' ',
    'url( ',
    `url(${' '.repeat(4000)}`,
    'url(a ',
    ' src=',
    ' src = ',
    '@import ',
  ])
    for (const read of [filesNamedInHtml, filesNamedInStyle])
      assert.ok(read(`<p style="url(${many(text)}">`).size <= 1, text);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 5_000_000);
});

it('filesNamedInStyle finds pictures, fonts and further style sheets', () =>
  assert.deepEqual(
    [
      ...filesNamedInStyle(
        `@import "more.css"; @font-face { src: url("f.woff2") } a { background: url(b.png) }`,
      ),
    ],
    ['f.woff2', 'b.png', 'more.css'],
  ));

it('filesNamedInData looks into all of a deck’s options', () =>
  assert.deepEqual(
    [...filesNamedInData({ parallaxBackgroundImage: 'sky.png', menu: { icons: ['a.svg'] }, width: 960 })],
    ['sky.png', 'a.svg'],
  ));
