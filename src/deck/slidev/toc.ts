import type { ExpandedLine } from '../../markdown/include.ts';
import type { SlidevSlide } from './split-slidev.ts';

/** A line of a table of contents: what leads to a slide, and how deep it stands. */
export interface TocEntry {
  readonly title: string;
  readonly level: number;
  /** The slide's index, from 0, as in reveal's address. */
  readonly h: number;
}

/** The titles of a deck's slides: of their front matter, else their first heading; without those that hide. */
export function tocOf(slides: readonly SlidevSlide[]): readonly TocEntry[] {
  return slides.flatMap(({ head, lines }, h): readonly TocEntry[] => {
    if (head.hideInToc === true || head.hide === true || head.disabled === true) return [];
    const heading = lines.map((line) => /^(#{1,6}) (.*)$/.exec(line.text)).find((found) => found !== null);
    const own = h > 0 && typeof head.title === 'string' ? head.title : undefined;
    const title = (own ?? heading?.[2] ?? '').replace(/<[^<>]*>/g, '').trim();
    const level = typeof head.level === 'number' ? head.level : (heading?.[1]?.length ?? 1);
    return title === '' ? [] : [{ title, level, h }];
  });
}

/** Entries of one list, and of all lists of a deck: each slide may ask for all the others. */
const mostEntries = 500;
export const mostListed = 10_000;

/** What the lists of a deck's slides share. */
export interface TocBudget {
  listed: number;
}

/** Slidev's `<Toc minDepth="1" maxDepth="2" />`, alone on its line, as a list of links. */
export function withToc(
  lines: readonly ExpandedLine[],
  entries: readonly TocEntry[],
  isCode: (index: number) => boolean,
  budget: TocBudget = { listed: 0 },
): readonly ExpandedLine[] {
  return lines.flatMap((one, index): readonly ExpandedLine[] => {
    const found = isCode(index)
      ? null
      : /^[ \t]*<[Tt]oc\b([^<>]*)(?:\/>|>[ \t]*<\/[Tt]oc>)[ \t]*$/.exec(one.text);
    if (found === null) return [one];
    const depth = (name: string, otherwise: number): number =>
      Number(new RegExp(`${name}=["'](\\d+)["']`, 'i').exec(found[1] ?? '')?.[1] ?? otherwise);
    const least = depth('min-?depth', 1);
    const most = depth('max-?depth', 6);
    const room = Math.min(mostEntries, mostListed - budget.listed);
    const shown =
      room <= 0 ? [] : entries.filter(({ level }) => level >= least && level <= most).slice(0, room);
    budget.listed += shown.length;
    let deepest = -1;
    const items = shown.map(({ title, level, h }) => {
      deepest = Math.min(deepest + 1, level - least);
      return `${'  '.repeat(deepest)}- [${title.replace(/[[\]]/g, '\\$&')}](#/${h})`;
    });
    return ['', ...items, ''].map((text) => ({ text, line: one.line }));
  });
}
