import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownSlides, slideAt } from '../../src/deck/shown-slides.ts';
import { parse } from './parse.ts';

const hidden = '<!-- .slide: data-visibility="hidden" -->';
const text = `# One

---

# Two
${hidden}

---

# Three

----

# Below
${hidden}

----

# Below that
`;

describe('slides that are shown', () => {
  it('are those that reveal.js leaves on the page, by its numbers', () => {
    const deck = parse(text);
    const titles = (h: number, line: number) => slideAt(deck, { h, line })?.markdown.split('\n')[0];
    assert.equal(shownSlides(deck).length, 3);
    assert.equal(titles(0, 1), '# One');
    assert.equal(titles(1, 10), '# Three');
    assert.equal(titles(1, 19), '# Below that');
    assert.equal(slideAt(deck, { h: 1, line: 5 }), undefined, 'hidden');
    assert.equal(slideAt(deck, { h: 2, line: 10 }), undefined, 'a page with another text');
  });

  it('are all where the deck wants hidden ones shown', () => {
    const deck = parse(`---\nrevealOptions: {showHiddenSlides: true}\n---\n${text}`);
    assert.equal(shownSlides(deck).length, 5);
    assert.match(slideAt(deck, { h: 1, line: 8 })?.markdown ?? '', /Two/);
  });
});
