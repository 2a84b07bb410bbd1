import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { createMarkdown } from '../../src/markdown/create-markdown.ts';
import type { Show } from '../../src/pictures/picture.ts';
import { renderPicture } from '../../src/pictures/render-picture.ts';
import { english } from '../../src/words/english.ts';
import { german } from '../../src/words/german.ts';
import { phrasesOf } from '../../src/words/words.ts';

test('a deck in German has German words, one in a language that is not here English ones', () => {
  equal(phrasesOf('de').say('index.slides'), 'Folien');
  equal(phrasesOf('de-AT').say('index.slides'), 'Folien');
  equal(phrasesOf('pt-BR').say('index.slides'), 'Slides');
  equal(phrasesOf('constructor').lang, 'en');
});

test('what is counted takes the plural form of its language', () => {
  equal(phrasesOf('en').count('slides', 1), '1 slide');
  equal(phrasesOf('en').count('slides', 0), '0 slides');
  equal(phrasesOf('de').count('slides', 2), '2 Folien');
});

test('alerts and pictures speak the language of their page', async () => {
  match(createMarkdown({ lang: 'de' }).render('> [!WARNING]\n> a'), /<strong class="alert-title">Warnung</);
  const drawn = async (show: Show, text: string) => {
    const picture = await renderPicture(show, Buffer.from(text), { lang: 'de-CH' });
    return 'html' in picture ? picture.html : picture.problem;
  };
  match(await drawn('graph', 'digraph { a -> b }'), />Als Text \(2 Knoten, 1 Kante\)</);
  match(await drawn('size', '{"a": 2, "b": 1}'), />Als Tabelle</);
  match(await drawn('json', `[${'"a long word", '.repeat(9)}1]`), /\[ 10 Elemente \]/);
});

test('each language fills in what English fills in', () => {
  const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [word, text] of Object.entries(english))
    deepEqual(blanks(german[word as keyof typeof english]), blanks(text), word);
});
