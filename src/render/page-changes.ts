import { matchLines } from '../cells/match-lines.ts';

/** A section that stays as it is, by its number from 0; `lines` are its new source lines, where they have moved. */
export interface KeptSection {
  readonly keep: number;
  readonly lines?: readonly number[];
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

/** What has become of the sections of a page. Source lines move all the time and are no reason to send one anew. */
export function changedSections(old: readonly string[], now: readonly string[]): PageChanges['sections'] {
  const stays = new Map(matchLines(old.map(withoutLines), now.map(withoutLines)).map(([a, b]) => [b, a]));
  return now.map((html, index) => {
    const keep = stays.get(index);
    if (keep === undefined) return html;
    return html === old[keep] ? { keep } : { keep, lines: linesIn(html) };
  });
}

/** The stacks that reveal.js leaves on a page: it takes those that are hidden off when it starts. */
export function shownStacks(stacks: readonly string[]): readonly string[] {
  return stacks.filter((stack) => {
    // Beside the slides, only what stands around some of them below each other says no line.
    const slides = tagsIn(stack).filter((tag) => / data-line="/.test(tag));
    return slides.length === 0 || !slides.every(isHidden);
  });
}

/** A section's start tag, as `htmlAttributes` writes it. */
const tagsIn = (html: string): readonly string[] => html.match(/<section\b[^<>]*>/g) ?? [];
const isHidden = (tag: string): boolean => tag.includes(' data-visibility="hidden"');

/** The line in a section's start tag, as `htmlAttributes` writes it. */
const lineOf = /(<section\b[^<>]* data-line=")(\d+)(?=")/g;

const withoutLines = (html: string): string => html.replace(lineOf, '$1');

/** Of what is hidden in a stack, the page has nothing. */
const linesIn = (html: string): readonly number[] =>
  tagsIn(html).flatMap((tag) =>
    isHidden(tag) ? [] : [...tag.matchAll(lineOf)].map(([, , line]) => Number(line)),
  );
