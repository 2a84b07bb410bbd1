import type { english } from './english.ts';

export type Word = keyof typeof english;
/** A language's words, all of them. */
export type Words = Readonly<Record<Word, string>>;
/** A word that is counted, by its name without the plural form. */
export type Counted = Word extends infer Name ? (Name extends `${infer Stem}.other` ? Stem : never) : never;

/** How pages speak: one language's words, filled in. */
export interface Phrases {
  /** The language that is spoken, which is English where a deck's is not known here. */
  readonly lang: string;
  readonly words: Words;
  readonly say: (word: Word, values?: Readonly<Record<string, string | number>>) => string;
  readonly count: (word: Counted, count: number) => string;
}

/** How a page speaks whose words are these. */
export function phrases(lang: string, words: Words): Phrases {
  // Made when something is counted: on a phone they take as long as all else that a page begins with.
  let counting: { readonly plurals: Intl.PluralRules; readonly numbers: Intl.NumberFormat } | undefined;
  const table: Readonly<Record<string, string>> = words;
  const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    );
  return {
    lang,
    words,
    say: (word, values = {}) => fill(table[word] ?? word, values),
    count(word, count) {
      counting ??= { plurals: new Intl.PluralRules(lang), numbers: new Intl.NumberFormat(lang) };
      const { plurals, numbers } = counting;
      return fill(table[`${word}.${plurals.select(count)}`] ?? table[`${word}.other`] ?? word, {
        count: numbers.format(count),
      });
    },
  };
}
