import { english } from '../words/english.ts';
import { type Phrases, phrases } from '../words/phrases.ts';
import { readPageConfig } from './page-config.ts';

/** How this page speaks now: with the words that came with it, else in English. */
export let spoken: Phrases = pagePhrases();

/** The page is of another language from here on, or may be. */
export function speakAnew(): void {
  spoken = pagePhrases();
}

function pagePhrases(): Phrases {
  const sent = typeof document === 'undefined' ? undefined : readPageConfig(document).words;
  return sent === undefined ? phrases('en', english) : phrases(sent.lang, { ...english, ...sent.table });
}
