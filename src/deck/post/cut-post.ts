import type { MarkdownIt } from 'markdown-it';
import type { ExpandedLine } from '../../markdown/include.ts';
import type { CutSlide } from '../cut-slide.ts';
import { linesOnSlide } from './measure-block.ts';
import { packBlocks } from './pack-blocks.ts';
import { type Block, readBlocks } from './read-blocks.ts';
import { type Group, type PostOptions, sectionsOf } from './sections-of.ts';

/** More than this before the first heading is not the title slide's. */
const shortIntro = 5;

/**
 * Cuts a post at its headings: `#` and `##` begin a slide to the right, `###` one below. A long section goes on over as
 * many slides as it needs, below; a paragraph is never cut, and what introduces a figure stays with it. `title` is put
 * on the first slide.
 */
export function cutPost(
  md: MarkdownIt,
  lines: readonly ExpandedLine[],
  title: readonly ExpandedLine[],
  options: PostOptions,
): readonly CutSlide[] {
  const sections = sectionsOf(readBlocks(md, lines), options);
  const slides: CutSlide[] = [];
  let h = 0;
  let v = -1;
  const add = (
    groups: readonly Group[],
    given: CutSlide['given'],
    lead: readonly ExpandedLine[] = [],
  ): void => {
    const shown = trimmed([
      ...lead,
      ...groups.flatMap((group) => group.blocks.flatMap((one) => blockLines(one, options))),
    ]);
    const whole = trimmed([...lead, ...groups.flatMap((group) => group.whole)]);
    const notes = trimmed(groups.flatMap((group) => group.notes));
    const line = shown[0]?.line ?? whole[0]?.line ?? lines[0]?.line ?? 1;
    slides.push({
      h,
      v,
      line,
      endLine: Math.max(line, ...whole.slice(-1).map((one) => one.line)),
      markdown: textOf(shown),
      sourceLines: shown.map((one) => one.line),
      notes: notes.length === 0 ? undefined : textOf(notes),
      ...(notes.length === 0 ? {} : { whole: textOf(whole) }),
      given,
    });
  };
  const [first, ...rest] = sections;
  const intro = first?.level === 0 ? first : undefined;
  const introHeight = (intro?.groups ?? []).reduce((sum, group) => sum + group.height, 0);
  const isTitleAlone = title.length > 0 && intro !== undefined && introHeight > shortIntro;
  if (title.length > 0 && (intro === undefined || isTitleAlone)) {
    v = 0;
    add([], {}, title);
  }
  for (const section of intro === undefined ? sections : [intro, ...rest]) {
    const isAcross = section.level > 0 && section.level <= 2;
    if (isAcross && slides.length > 0) {
      h++;
      v = -1;
    }
    const lead = section === intro && !isTitleAlone ? title : [];
    const room = linesOnSlide - (section === intro && lead.length > 0 ? 3 : 0);
    let at = 0;
    for (const [index, length] of packBlocks(section.groups, room).entries()) {
      v++;
      const given = index === 0 || section.title === '' ? {} : continued(section.title, index + 1);
      add(section.groups.slice(at, at + length), given, index === 0 ? lead : []);
      at += length;
    }
  }
  if (slides.length === 0) {
    v = 0;
    add([], {}, title);
  }
  return slides;
}

/** The theme puts it above the slide, small; in the article the section just goes on. */
const continued = (title: string, part: number): CutSlide['given'] => ({
  'data-continues': title.slice(0, 120),
  'data-part': String(part),
});

/** A block as it is on the slide; the items of a list appear one by one, if the post wants it. */
function blockLines(block: Block, options: PostOptions): readonly ExpandedLine[] {
  if (options.lists !== 'step' || block.kind !== 'list') return block.lines;
  const line = block.lines[0]?.line ?? 1;
  const end = block.lines.at(-1)?.line ?? line;
  return [
    { text: '<v-clicks>', line },
    { text: '', line },
    ...block.lines,
    { text: '', line: end },
    { text: '</v-clicks>', line: end },
    { text: '', line: end },
  ];
}

const textOf = (lines: readonly ExpandedLine[]): string => lines.map((line) => line.text).join('\n');

function trimmed(lines: readonly ExpandedLine[]): readonly ExpandedLine[] {
  const isText = (line: ExpandedLine): boolean => line.text.trim() !== '';
  const first = lines.findIndex(isText);
  if (first < 0) return [];
  const kept = lines.slice(first, lines.findLastIndex(isText) + 1);
  const last = kept.length - 1;
  return kept.map((line, index) => (index === last ? { ...line, text: line.text.trimEnd() } : line));
}
