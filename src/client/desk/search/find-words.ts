/** A slide's text, as it can be searched. */
export interface SlideText {
  readonly title: string;
  readonly text: string;
}

/** A slide that holds all the words; `excerpt` is text and found text in turns, beginning with text. */
export interface FoundSlide {
  readonly index: number;
  readonly excerpt: readonly string[];
}

const around = 48;

/** The words of a query: blanks part them, quotes keep them together. */
export function wordsOf(query: string): string[] {
  return [...query.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, word]) => fold(quoted ?? word ?? ''));
}

/** Finds the slides that hold every word, titles first; case and accents do not count. */
export function findSlides(slides: readonly SlideText[], query: string): FoundSlide[] {
  const words = wordsOf(query).filter((word) => word !== '');
  if (words.length === 0) return [];
  return slides
    .flatMap(({ title, text }, index) => {
      const folded = fold(text);
      if (!words.every((word) => folded.includes(word))) return [];
      const inTitle = words.every((word) => fold(title).includes(word));
      return [{ index, inTitle, excerpt: excerptOf(text, words) }];
    })
    .sort((one, other) => Number(other.inTitle) - Number(one.inTitle) || one.index - other.index)
    .map(({ index, excerpt }) => ({ index, excerpt }));
}

/** Where the words are in a text: pairs of begin and end. */
export function placesOf(text: string, words: readonly string[]): (readonly [number, number])[] {
  const folded = fold(text);
  const places = words.flatMap((word) => {
    const found: (readonly [number, number])[] = [];
    for (let at = folded.indexOf(word); word !== '' && at >= 0; at = folded.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
    return found;
  });
  places.sort(([one], [other]) => one - other);
  return places.filter(([begin], index) => begin >= (places[index - 1]?.[1] ?? 0));
}

function excerptOf(text: string, words: readonly string[]): readonly string[] {
  const places = placesOf(text, words);
  const [first] = places;
  if (!first) return [];
  const begin = Math.max(0, first[0] - around);
  const end = Math.min(text.length, first[1] + 2 * around);
  const parts: string[] = [];
  let at = begin;
  for (const [from, to] of places.filter(([, to]) => to <= end)) {
    parts.push(text.slice(at, from), text.slice(from, to));
    at = to;
  }
  parts.push(text.slice(at, end));
  parts[0] = `${begin > 0 ? '…' : ''}${parts[0] ?? ''}`;
  if (end < text.length) parts.push('', '…');
  return end < text.length ? [...parts.slice(0, -3), `${parts.at(-3) ?? ''}…`] : parts;
}

/** Letter by letter, so that places in the folded text are places in the text. */
function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return plain.length === letter.length
        ? plain
        : letter.toLowerCase().slice(0, letter.length).padEnd(letter.length);
    })
    .join('');
}
