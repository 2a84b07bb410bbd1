import type { References } from './deck.ts';
import type { SlideParts } from './read-slide.ts';

/** Letters of slides that are kept: some ten decks of a thousand slides. */
const mostLetters = 16_000_000;

const kept = new Map<string, SlideParts>();
const names = new WeakMap<References, string>();
let letters = 0;

/** What a slide's Markdown says, read once for as long as neither it nor the deck's references change. */
export function keptSlideParts(markdown: string, references: References, read: () => SlideParts): SlideParts {
  const name = names.get(references) ?? JSON.stringify(references);
  names.set(references, name);
  const key = `${name}\n${markdown}`;
  const known = kept.get(key);
  const parts = known ?? read();
  // Those that were used last stay the longest.
  if (known) kept.delete(key);
  else letters += key.length;
  kept.set(key, parts);
  for (const oldest of kept.keys()) {
    if (letters <= mostLetters) break;
    kept.delete(oldest);
    letters -= oldest.length;
  }
  return parts;
}
