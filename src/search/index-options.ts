import type { Options, SearchOptions } from 'minisearch';
import { termOf, termsOf, wordsIn } from './terms.ts';

/** How entries are looked for: the page that reads an index has to say it as who wrote it did. */
export const searchOptions: SearchOptions = {
  combineWith: 'AND',
  boost: { title: 4, text: 1.5 },
  prefix: (term, index, terms) => term.length > 2 || (index === terms.length - 1 && term.length > 1),
  fuzzy: (term) => (term.length > 7 ? 2 : term.length > 3 ? 1 : false),
  weights: { fuzzy: 0.3, prefix: 0.7 },
  maxFuzzy: 2,
  // What is typed is no compound to be taken apart.
  tokenize: (text) => wordsIn(text).map((word) => word.text),
  processTerm: (term) => termOf(term),
};

/** How the index is written; what is kept of an entry is put beside it (`packed-index.ts`). */
export const indexOptions: Options = {
  idField: 'number',
  fields: ['title', 'text', 'code', 'output'],
  tokenize: (text) => wordsIn(text).map((word) => word.text),
  // In code and outputs figures and single letters stand for nothing that one would look for.
  processTerm: (term, field) =>
    (field === 'code' || field === 'output') && /^(?:.|\p{N}+)$/u.test(term) ? undefined : [...termsOf(term)],
  searchOptions,
};
