import { english } from './english.ts';
import { german } from './german.ts';
import { type Phrases, phrases, type Words } from './phrases.ts';

/** A new language is a file beside the others, and a line here. */
const languages: Readonly<Record<string, Words>> = { en: english, de: german };

/** The words of a deck's language (`de-AT` is German), or English ones. */
export function phrasesOf(lang: string): Phrases {
  const base = lang.toLowerCase().split('-')[0] ?? '';
  const known = Object.hasOwn(languages, base) ? languages[base] : undefined;
  return known === undefined ? phrases('en', english) : phrases(base, known);
}

/** What a page in this language takes along for its scripts, which know English by themselves. */
export function wordsForPage(lang: string): {
  readonly words?: { readonly lang: string; readonly table: Words };
} {
  const { lang: spoken, words } = phrasesOf(lang);
  return words === english ? {} : { words: { lang: spoken, table: words } };
}
