import type { MarkdownIt } from 'markdown-it';
import { matchesOutside, protectedRegions } from './protected-regions.ts';
import type { Separators } from './separators.ts';

/** A slide's stretch of the body, before anything in it is read: offsets, and where it sits. */
export interface RawSlide {
  readonly start: number;
  readonly end: number;
  /** Offset of its speaker notes; undefined if it has none. */
  readonly notesStart: number | undefined;
  /** End of its visible text: where the separator of the notes begins. */
  readonly textEnd: number;
  readonly h: number;
  readonly v: number;
}

/** Cuts a body at its separators, as reveal.js does, but never inside a fence or a comment. */
export function splitSlides(md: MarkdownIt, body: string, separators: Separators): readonly RawSlide[] {
  const regions = protectedRegions(md, body);
  const notes = matchesOutside(separators.notes.matcher(body), regions, body.length);
  let note = notes.next();
  const slides: RawSlide[] = [];
  let start = 0;
  let h = 0;
  let v = 0;
  const cut = (end: number): void => {
    while (!note.done && note.value.start < start) note = notes.next();
    // Reveal.js shows the notes of a slide that has two such lines; here the first begins them.
    const at = !note.done && note.value.start < end ? note.value : undefined;
    slides.push({ start, end, h, v, textEnd: at?.start ?? end, notesStart: at?.end });
  };
  for (const match of matchesOutside(separators.slide.matcher(body), regions, body.length)) {
    cut(match.start);
    start = match.end;
    const across = separators.horizontal.test(body.slice(match.start, match.end));
    h += across ? 1 : 0;
    v = across ? 0 : v + 1;
  }
  cut(body.length);
  return slides;
}
