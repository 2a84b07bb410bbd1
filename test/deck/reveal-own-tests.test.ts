import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deck } from '../../src/deck/deck.ts';
import { renderSlidesBody } from '../../src/render/render-slides.ts';
import { outline, parse } from './parse.ts';

// What reveal.js' own tests of its Markdown plugin hold it to, with words of ours: docs/dialects.md lists them.
const deck = (text: string, options: Readonly<Record<string, string>> = {}): Deck => {
  const yaml = Object.entries(options).map(([key, value]) => `${key}: "${value}"\n`);
  return parse(`---\ndialect: reveal\n${yaml.join('')}---\n${text}`);
};
const blankLines = { separator: '^\\\\n\\\\n\\\\n', verticalSeparator: '^\\\\n\\\\n' };
const attributesOf = (text: string, options = {}): readonly Deck['slides'][number]['attributes'][] =>
  deck(text, options).slides.map((slide) => slide.attributes);

describe('test-markdown: separators', () => {
  it('lines of three dashes, and of two for slides below', () => {
    const text = '## One\n\n--\n\n## Below\n\n---\n\n## Two\n';
    const found = deck(text, { separator: '^\\\\n---\\\\n$', verticalSeparator: '^\\\\n--\\\\n$' });
    assert.equal(outline(found).replace(/ \d+-\d+/g, ''), '0.0 ## One | 0.1 ## Below | 1.0 ## Two');
  });
});

describe('test-markdown-external: a file', () => {
  const text = '## One\n\n```js\nlet a = 1;\n```\n\n\n## Below\n\n\n\n## Two\n';
  it('two blank lines across, one below', () => {
    assert.equal(
      outline(deck(text, blankLines)).replace(/ \d+-\d+/g, ''),
      '0.0 ## One//```js/let a = 1;/``` | 0.1 ## Below | 1.0 ## Two',
    );
  });
  it('its code is coloured', async () => {
    const html = await renderSlidesBody(deck(text, blankLines));
    assert.equal(html.match(/<span class="c-keyword">let<\/span>/g)?.length, 1);
  });
});

describe('test-markdown-slide-attributes', () => {
  it('on slides across and below', () => {
    const text =
      '# A\n\n\n\n## B\n<!-- .slide: id="b" data-transition="zoom" data-background="#A0C66B" -->\n\n\n## C\n<!-- .slide: data-background="#ff0000" -->\n\n\n## D\n[to B](#/b)\n\n\n\n## E\n';
    assert.deepEqual(attributesOf(text, blankLines), [
      {},
      { id: 'b', 'data-transition': 'zoom', 'data-background': '#A0C66B' },
      { 'data-background': '#ff0000' },
      {},
      {},
    ]);
  });
  it('before, after and between what is on the slide', () => {
    const comment = '<!-- .slide: data-background="#ff0000" -->';
    for (const text of [`${comment}\n## A\n`, `## A\n${comment}\n`, `## A\n\nb\n${comment}\n\nc\n`])
      assert.deepEqual(attributesOf(text), [{ 'data-background': '#ff0000' }], text);
  });
  it("a mark of one's own for attributes is not known: such a comment is a comment", () => {
    assert.deepEqual(attributesOf('## A\n<!-- -- id="x" data-transition="zoom" -->\n'), [{}]);
  });
});

describe('test-markdown-options', () => {
  it('quotes are as they are written: options of another parser are not ours', async () => {
    const html = await renderSlidesBody(deck('This "one" is \'so\'.\n', {}));
    assert.match(html, /<p>This &quot;one&quot; is 'so'\.<\/p>/);
  });
});

describe('test-markdown-fixes: white space', () => {
  it('in the middle of a line stays', async () => {
    for (const gap of ['  ', '    ', '\t'])
      assert.ok((await renderSlidesBody(deck(`  ## A\n<pre>\nb${gap}c\n</pre>\n`))).includes(`b${gap}c`));
  });
  it('before a heading and its paragraph is no code', async () => {
    assert.match(await renderSlidesBody(deck('  ## A\n  b\n')), /<h2 id="a">A<\/h2>\s*<p>b<\/p>/);
  });
  it("that all lines begin with is a file's own: four columns are code, as everywhere in Markdown", async () => {
    assert.match(await renderSlidesBody(deck('    ## A\n')), /<code>(?:<span[^>]*>)?## A/);
  });
});
