import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { changedSections } from '../../src/render/page-changes.ts';
import { renderArticleSections } from '../../src/render/render-article.ts';
import { renderStacks } from '../../src/render/render-slides.ts';
import { randomFrom } from '../support/random.ts';
import { randomDeck, randomDeckEdit, textOf } from './random-deck.ts';

// Another seed is another set of decks: PISTE_SEED=7 npm test -- test/property/edited-pages.test.ts
const seed = Number(process.env.PISTE_SEED ?? '1');
const decks = 10;
const edits = 25;

const parse = (text: string, name: string) =>
  parseDeck(text, { file: 'deck.md', name, readInclude: () => ({ why: 'no', mend: 'no' }) });

/** As a page does it that has the old sections. */
function applied(old: readonly string[], now: readonly string[]): readonly string[] {
  return changedSections(old, now).map((one) => {
    if (typeof one === 'string') return one;
    const lines = [...(one.lines ?? [])];
    const kept = old[one.keep] ?? '';
    if (!one.lines) return kept;
    const lined = kept.replace(/(<section\b[^<>]* data-line=")\d+/g, (_, tag) => `${tag}${lines.shift()}`);
    if (!one.place) return lined;
    const { id, at, slide } = one.place;
    return lined
      .replace(/^<section id="[^"]*"/, `<section id="${id}"`)
      .replace(/ data-at="[^"]*"/, ` data-at="${at}"`)
      .replace(/(class="same-spot" href=")[^"]*/, `$1${slide}`);
  });
}

describe(`pages of decks that are edited (seed ${seed})`, () => {
  const random = randomFrom(seed);
  // Nothing is kept for a deck of another name, or with another reference.
  let fresh = 0;
  const anew = (text: string) => parse(`${text}\n[unused-${++fresh}]: x\n`, `fresh-${fresh}`);

  for (const [kind, render] of [
    ['slides', renderStacks],
    ['article', renderArticleSections],
  ] as const)
    it(`${kind}: after each edit they are what they are when nothing is kept`, async () => {
      let kept = 0;
      for (let count = 0; count < decks; count++) {
        let deck = randomDeck(random, 8);
        let shown = await render(parse(textOf(deck), 'deck'));
        for (let edit = 0; edit < edits; edit++) {
          deck = randomDeckEdit(random, deck);
          const text = textOf(deck);
          const [read, whole] = [parse(text, 'deck'), anew(text)];
          assert.deepEqual([read.cells, read.problems], [whole.cells, whole.problems], text);
          const now = await render(read);
          assert.deepEqual(now, await render(whole), text);
          assert.deepEqual(applied(shown, now), now, text);
          kept += changedSections(shown, now).filter((one) => typeof one !== 'string').length;
          shown = now;
        }
      }
      assert.ok(kept > decks * edits, `only ${kept} sections were kept`);
    });
});
