import { english } from '../words/english.ts';
import { type Phrases, phrases } from '../words/phrases.ts';
import { readPageConfig } from './page-config.ts';

/** How this page speaks: with the words that came with it, else in English. */
export const spoken: Phrases = pagePhrases();

function pagePhrases(): Phrases {
  const sent = typeof document === 'undefined' ? undefined : readPageConfig(document).words;
  return sent === undefined ? phrases('en', english) : phrases(sent.lang, { ...english, ...sent.table });
}
