import { termOf, termsOf, wordsIn } from './terms.ts';

/** A piece of an excerpt; `marked` is what was looked for. */
export interface ExcerptPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** As many letters as two lines of a phone have. */
const longest = 130;
/** Signs behind the last word. */
const tail = 20;

/**
 * The part of a text where most of the found terms stand, with its words marked, cut between words. Where none of them
 * is in it, its beginning.
 */
export function excerptOf(text: string, terms: ReadonlySet<string>): readonly ExcerptPiece[] {
  const words = wordsIn(text).map(({ text: word, at }) => ({
    at,
    end: at + word.length,
    found: [termOf(word) ?? '', ...termsOf(word)].filter((term) => terms.has(term)),
  }));
  const hits = words.filter(({ found }) => found.length > 0);
  const from = bestStart(hits);
  const start = from === 0 ? 0 : (words.find(({ at }) => at >= from)?.at ?? 0);
  const end = words.findLast((word) => word.end <= start + longest)?.end ?? Math.min(text.length, longest);
  // No word is left out.
  const last = words.at(-1)?.end === end ? Math.min(text.length, end + tail) : end;
  const pieces: ExcerptPiece[] = start > 0 ? [{ text: '… ', marked: false }] : [];
  let at = start;
  for (const hit of hits.filter((one) => one.at >= start && one.end <= last)) {
    if (hit.at > at) pieces.push({ text: text.slice(at, hit.at), marked: false });
    pieces.push({ text: text.slice(hit.at, hit.end), marked: true });
    at = hit.end;
  }
  if (last > at) pieces.push({ text: text.slice(at, last), marked: false });
  if (last < text.length) pieces.push({ text: ' …', marked: false });
  return pieces;
}

/** Where an excerpt begins that has the most of the terms, a little before the first of them. */
function bestStart(
  hits: readonly { readonly at: number; readonly end: number; readonly found: readonly string[] }[],
): number {
  let [best, most] = [0, 0];
  for (const { at } of hits) {
    const start = Math.max(0, at - longest / 4);
    const inside = hits.filter((one) => one.at >= at && one.end <= start + longest);
    const terms = new Set(inside.flatMap(({ found }) => found)).size;
    if (terms > most) [best, most] = [start, terms];
  }
  const first = hits[0];
  // A text that begins with them is shown from its beginning.
  return first !== undefined && first.end <= longest / 2 && best < longest / 2 ? 0 : best;
}
