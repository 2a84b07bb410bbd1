import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { renderArticle } from '../../src/render/render-article.ts';
import { renderSlides } from '../../src/render/render-slides.ts';
import { textOf, wordsOf } from './page-text.ts';

const folder = fileURLToPath(new URL('../fixtures/dialects/', import.meta.url));
const assets = { styles: [], scripts: [] };

// What a reader of the source sees that the page says in another way, or not at all.
const unsaid =
  /^(?:FROM flour)$|<!--[\s\S]*?-->|^-v-$|^--$|:(?:coffee|snowflake|bee):|\]\([^)]*\)|\{\{<callout emoji="!" text=|>\}\}|^```.*$|^ {4}```.*$|^Note:|^layout: center$/gm;

for (const file of readdirSync(folder)) {
  const dialect = file.replace('.md', '');
  describe(dialect, async () => {
    const deck = await loadDeck(`${folder}${file}`);
    const source = deck.slides.map((slide) => `${slide.markdown}\n${slide.notes ?? ''}`).join('\n');

    it('is told by its marks', () => assert.equal(deck.settings.dialect, dialect));
    it('has no error', () =>
      assert.deepEqual(
        deck.problems.filter((one) => one.severity === 'error'),
        [],
      ));
    it('is more than one slide', () => assert.ok(deck.slides.length > 1));
    it('says every word of its source, on slides and in the article', async () => {
      const words = wordsOf(source.replace(unsaid, ' '));
      assert.ok(words.length > 8);
      const slides = new Set(wordsOf(textOf(await renderSlides(deck, { assets }))));
      assert.deepEqual(
        words.filter((word) => !slides.has(word)),
        [],
      );
      const spoken = new Set(wordsOf(deck.slides.map((slide) => slide.notes ?? '').join(' ')));
      const article = new Set(wordsOf(textOf(await renderArticle(deck, { assets }))));
      assert.deepEqual(
        words.filter((word) => !article.has(word) && !spoken.has(word)),
        [],
      );
    });
  });
}
