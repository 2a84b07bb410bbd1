/** A slide, or the head of a deck, as it can be found. */
export interface SearchEntry {
  /** Its heading, or that of the slide which it goes on from. */
  readonly title: string;
  /** The id that it has in the article. */
  readonly id: string;
  /** Where it is on the slides, as an address has it: `#/1/0`. */
  readonly slide: string;
  readonly text: string;
  readonly code: string;
  readonly output: string;
}

/** A deck as the search names it; its number in the list is the `deck` of what is found in it. */
export interface SearchDeck {
  /** The addresses of its article and of its slides, below the site's. */
  readonly article: string;
  readonly slides: string;
  readonly title: string;
  readonly lang: string;
}

/** What is kept of an entry for who finds it: names are short, for there are thousands of them. */
export interface KeptEntry {
  /** The number of its deck. */
  readonly d: number;
  readonly h: string;
  readonly i: string;
  readonly s: string;
  /** The beginning of its text, for an excerpt. */
  readonly t: string;
}

/** The name under which the file hands it to the pages. */
export const searchGlobal = 'pisteSearch';
