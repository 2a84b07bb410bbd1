import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
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

test('each language fills in what English fills in', () => {
  const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [word, text] of Object.entries(english))
    deepEqual(blanks(german[word as keyof typeof english]), blanks(text), word);
});
