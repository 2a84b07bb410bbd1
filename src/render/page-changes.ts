import { matchLines } from '../cells/match-lines.ts';

/** Where a section of an article stands among the others. */
export interface SectionPlace {
  readonly id: string;
  /** As in reveal's address: `1-0`. */
  readonly at: string;
  /** Where its slide is shown. */
  readonly slide: string;
}

/**
 * A section that stays as it is, by its number from 0; `lines` are its new source lines and `place` where it stands
 * now, if that has changed.
 */
export interface KeptSection {
  readonly keep: number;
  readonly lines?: readonly number[];
  readonly place?: SectionPlace;
}

/** How a page becomes a newer one. */
export interface PageChanges {
  /** The revision that the page has to show for this to hold. */
  readonly since: string;
  /** How many sections it has to have. */
  readonly count: number;
  /** The newer page with none of its sections. */
  readonly page: string;
  /** Its sections: those that stay, in their order, and the HTML of the others. */
  readonly sections: readonly (string | KeptSection)[];
}

/** What has become of the sections of a page. Lines and places move all the time and are no reason to send one anew. */
export function changedSections(old: readonly string[], now: readonly string[]): PageChanges['sections'] {
  const stays = new Map(matchLines(old.map(withoutPlace), now.map(withoutPlace)).map(([a, b]) => [b, a]));
  return now.map((html, index) => {
    const keep = stays.get(index);
    if (keep === undefined) return html;
    const before = old[keep] ?? '';
    if (html === before) return { keep };
    const place = placeOf(html);
    const hasMoved = JSON.stringify(place) !== JSON.stringify(placeOf(before));
    return { keep, lines: linesIn(html), ...(place && hasMoved ? { place } : {}) };
  });
}

/** The line in a section's start tag, as `htmlAttributes` writes it. */
const lineOf = /(<section\b[^<>]* data-line=")(\d+)(?=")/g;

/** What an article's section begins with: its own tag, and the way to its slide. */
const sectionStart =
  /^(<section id=")([^"]*)("[^<>]* data-at=")([^"]*)("[^<>]*>\n<a class="same-spot" href=")([^"]*)/;

function placeOf(html: string): SectionPlace | undefined {
  const [, , id = '', , at = '', , slide = ''] = sectionStart.exec(html) ?? [];
  return at === '' ? undefined : { id, at, slide };
}

/** An id that its author gave it is a section's own; the others say where it stands. */
const withoutPlace = (html: string): string =>
  html
    .replace(lineOf, '$1')
    .replace(sectionStart, (_, a, id, b, at, c) => `${a}${id === `s-${at}` ? '' : id}${b}${c}`);

const linesIn = (html: string): readonly number[] =>
  [...html.matchAll(lineOf)].map(([, , line]) => Number(line));
