import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { slideLayout } from '../../src/render/slide-layout.ts';

const layout = (html: string, { own, first = false }: { own?: string; first?: boolean } = {}) =>
  slideLayout(html, own === undefined ? {} : { class: own }, first).classes;
const long =
  'A paragraph that says more than a subtitle would, and goes on for as long as a text does. '.repeat(2);

describe('slideLayout', () => {
  it('sees a title in a first slide of headings and short paragraphs', () => {
    assert.equal(
      layout('<h1 id="a">Nix</h1>\n<p>by <a href="#">me</a></p>\n', { first: true }),
      'layout-title',
    );
    assert.equal(layout('<h2>Nix</h2>\n<h3>twice</h3>\n<p>a</p>\n', { first: true }), 'layout-title');
    assert.equal(layout(`<h1>Nix</h1>\n<p>${long}</p>\n`, { first: true }), undefined);
    assert.equal(layout('<h1>Nix</h1>\n<ul><li>a</li></ul>\n', { first: true }), undefined);
  });

  it('sees a section in a heading that stands alone, or over one line', () => {
    assert.equal(layout('\n<h2>The store</h2>\n'), 'layout-section');
    assert.equal(layout('<h1>The store</h1>\n<p>One folder</p>'), 'layout-section');
    assert.equal(layout('<h2>The store</h2>\n<p>One folder</p>'), undefined);
    assert.equal(layout('<h1>The store</h1>\n<pre>a</pre>'), undefined);
  });

  it('sees a statement in one short sentence, but not in a picture', () => {
    assert.equal(layout('<p>Can we do better?</p>\n'), 'layout-statement');
    assert.equal(layout('<p><img src="a.png" alt="a"></p>\n'), undefined);
    assert.equal(layout(`<p>${long}</p>\n`), undefined);
    assert.equal(layout('<p>One.</p>\n<p>Two.</p>\n'), undefined);
    assert.equal(slideLayout('<p>And so on.</p>', { 'data-continues': 'A' }, false).classes, undefined);
  });

  it("keeps the author's classes, and leaves a layout of theirs alone", () => {
    assert.equal(layout('<h1>A</h1>', { own: 'red' }), 'red layout-section');
    assert.equal(layout('<h1>A</h1>', { own: 'red layout-center' }), 'red layout-center');
    assert.equal(layout('', {}), undefined);
  });

  it('draws the mountain behind titles, sections and the end', () => {
    const drawn = (own: string) => slideLayout('<p>a</p>', { class: own }, false).picture !== '';
    assert.deepEqual(['layout-title', 'layout-section', 'layout-end', 'layout-quote', 'mine'].filter(drawn), [
      'layout-title',
      'layout-section',
      'layout-end',
    ]);
  });
});
