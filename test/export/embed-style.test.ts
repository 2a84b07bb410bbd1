import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { embedMedia } from '../../src/export/embed-media.ts';
import { embedStyle, lettersOf } from '../../src/export/embed-style.ts';

const files: Readonly<Record<string, string>> = {
  'style/more.css': 'b{background:url("../dot.png")}',
  'dot.png': 'dot',
  'style/latin.woff2': 'latin',
  'style/greek.woff2': 'greek',
  'a b.png': 'blank',
  'film.webm': 'film',
};
const read = async (path: string) => (files[path] === undefined ? undefined : Buffer.from(files[path]));
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a style sheet with all that it names inside it', () => {
  const embed = (css: string, text = 'abc') => embedStyle('style/own.css', css, lettersOf(text), read);

  it('takes in sheets and pictures, relative to the sheet that names them', async () => {
    assert.equal(
      await embed('@import "more.css";a{color:red}'),
      `b{background:url("data:image/png;base64,${base64('dot')}")}a{color:red}`,
    );
    assert.equal(
      await embed('@import url(more.css) print;'),
      `@media print {b{background:url("data:image/png;base64,${base64('dot')}")}}`,
    );
  });

  it('takes in fonts that have letters of the text', async () => {
    const faces =
      '@font-face{src:url(latin.woff2);unicode-range:U+0000-00FF}' +
      '@font-face{src:url(greek.woff2);unicode-range:U+0370-03FF,U+1F??}';
    const latin = `@font-face{src:url("data:font/woff2;base64,${base64('latin')}");unicode-range:U+0000-00FF}`;
    const greek = `@font-face{src:url("data:font/woff2;base64,${base64('greek')}");unicode-range:U+0370-03FF,U+1F??}`;
    assert.equal(await embed(faces), latin);
    assert.equal(await embed(faces, 'aλ'), latin + greek);
    assert.equal(await embed(faces, 'ἀ'), greek);
  });

  it('leaves out sheets of other hosts, and cannot end the element that it is in', async () => {
    assert.equal(await embed('@import url(https://example.org/a.css);a{}'), 'a{}');
    assert.equal(
      await embed('a::after{content:"</style><script>"}'),
      'a::after{content:"<\\/style><script>"}',
    );
  });
});

describe('HTML with the pictures that it shows inside it', () => {
  const data = (type: string, text: string): string => `data:${type};base64,${base64(text)}`;
  for (const [html, embedded] of [
    ['<img src="dot.png" alt="a > b">', `<img src="${data('image/png', 'dot')}" alt="a > b">`],
    ['<img src="a%20b.png?x=1">', `<img src="${data('image/png', 'blank')}">`],
    ['<img src="dot.png" srcset="dot.png 2x">', `<img src="${data('image/png', 'dot')}">`],
    ['<p style="background:url(dot.png)">', `<p style="background:url(${data('image/png', 'dot')})">`],
    [
      '<section data-background-video="none.mp4,film.webm">',
      `<section data-background-video="${data('video/webm', 'film')}">`,
    ],
    ['<img src="https://example.org/dot.png">', '<img src="https://example.org/dot.png">'],
    [
      '<a href="dot.png">dot.png</a> <img src="none.png">',
      '<a href="dot.png">dot.png</a> <img src="none.png">',
    ],
  ] as const)
    it(html, async () => assert.equal(await embedMedia(html, read), embedded));
});
