import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Deck } from '../../src/deck/deck.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { shownSlides } from '../../src/deck/shown-slides.ts';
import { renderArticleBody } from '../../src/render/render-article.ts';
import { renderSlides } from '../../src/render/render-slides.ts';
import { lostWords, wordsOfNotes, wordsOfPage, wordsOfSource } from '../support/words.ts';

const assets = { styles: [], scripts: [] };
const folderOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Words that begin notes where a deck says so itself. */
const marks: Readonly<Record<string, readonly string[]>> = { 'mkslides-full.md': ['Remark'] };

/** What is hidden is not on the page to be read. */
const hiddenIn = (deck: Deck): readonly string[] =>
  deck.slides
    .filter((slide) => !shownSlides(deck).includes(slide))
    .flatMap((slide) => wordsOfSource(slide.markdown));

/** The words of a deck's file that its slides, and those that its article and its notes do not show. */
async function lost(deck: Deck, source: string, marked: readonly string[] = []) {
  const words = wordsOfSource(source);
  const slides = wordsOfPage(await renderSlides(deck, { assets }));
  const article = wordsOfPage(await renderArticleBody(deck));
  return {
    count: words.length,
    slides: lostWords(words, slides, marked),
    article: lostWords(words, article, wordsOfNotes(deck), hiddenIn(deck), marked),
  };
}

// Whole decks as each tool writes them: the name begins with the dialect's.
const fixtures = folderOf('../fixtures/dialects/');
for (const file of readdirSync(fixtures).filter((name) => name.endsWith('.md'))) {
  describe(file, async () => {
    const source = readFileSync(`${fixtures}${file}`, 'utf8');
    const deck = await loadDeck(`${fixtures}${file}`);

    it('is told by its marks', () => assert.equal(deck.settings.dialect, file.split(/[-.]/)[0]));
    it('has no error', () =>
      assert.deepEqual(
        deck.problems.filter((one) => one.severity === 'error'),
        [],
      ));
    it("is the same with a byte order mark and Windows' line ends", () => {
      const options = { file, name: 'deck', readInclude: () => ({ why: 'none', mend: 'none' }) };
      assert.deepEqual(
        parseDeck(`\uFEFF${source.replaceAll('\n', '\r\n')}`, options),
        parseDeck(source, options),
      );
    });
    it('is more than one slide', () => assert.ok(deck.slides.length > 1));
    it('loses no word, on slides and in the article', async () => {
      const found = await lost(deck, source, marks[file]);
      assert.ok(found.count > 8);
      assert.deepEqual([found.slides, found.article], [[], []]);
    });
  });
}

const decks = folderOf('../../decks/');
for (const name of readdirSync(decks)) {
  it(`the deck ${name} loses no word`, async () => {
    const path = `${decks}${name}/deck.md`;
    const found = await lost(await loadDeck(path), readFileSync(path, 'utf8'));
    assert.ok(found.count > 100);
    assert.deepEqual([found.slides, found.article], [[], []]);
  });
}

describe('the words of a text', () => {
  it('are all that a reader sees', () => {
    const source =
      '---\ntitle: x\n---\n# A [b](c) `d {.e}` :f: {.g}\n\n1. **h**ij <k l="m">n</k> [^o]\n\n```p [q]\n# r\n```\n';
    assert.deepEqual(wordsOfSource(source), ['A', 'b', 'd', 'e', 'hij', 'n', 'q', 'r']);
  });
  it('are counted: one that is there once was not shown twice', () => {
    assert.deepEqual(lostWords(['a', 'b', 'a'], ['a'], ['c']), ['b', 'a']);
  });
  it('of a page are not torn by its elements', () => {
    assert.deepEqual(wordsOfPage('<p>x<em>y</em> &lt;z&gt;<br>w</p><script>no</script>'), ['xy', 'z', 'w']);
  });
});
