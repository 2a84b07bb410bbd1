/** Letters that are written without blanks between words: each is a word to look for. */
const sign = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
const word = new RegExp(String.raw`${sign}|(?:(?!${sign})[\p{L}\p{N}\p{M}])+`, 'gu');

/** A word of a text, and where it stands there. */
export interface Word {
  readonly text: string;
  readonly at: number;
}

/** The words of a text: runs of letters and figures. */
export const wordsIn = (text: string): readonly Word[] =>
  [...text.matchAll(word)].map((found) => ({ text: found[0], at: found.index }));

/** More letters than a word has that a person looks for. */
const longest = 40;
/** What machines write: digests, keys, addresses in memory. */
const digest = /^(?:[0-9a-z]{32,}|(?=.*\d)[0-9a-f]{10,})$/;

/** A word as it is looked for: without case and accents; undefined for one that nobody would type. */
export function termOf(text: string): string | undefined {
  const term = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return term === '' || term.length > longest || digest.test(term) ? undefined : term;
}

/** A word and the words that it is made of: `mkDerivation` is found by `derivation` too. */
export function termsOf(text: string): readonly string[] {
  const whole = termOf(text);
  if (whole === undefined) return [];
  const parts = text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) ?? [];
  // The first of them is found as its beginning.
  const inner = parts.slice(1).filter((part) => /^\p{L}{3}/u.test(part));
  return [...new Set([whole, ...inner.flatMap((part) => termOf(part) ?? [])])];
}
