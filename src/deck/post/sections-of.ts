import type { ExpandedLine } from '../../markdown/include.ts';
import { proseToNotes } from './prose-to-notes.ts';
import type { Block } from './read-blocks.ts';

/** How a post becomes slides: `slides:` in its front matter. */
export interface PostOptions {
  readonly prose: 'slides' | 'notes';
  readonly lists: 'whole' | 'step';
}

/** Blocks that stay together, with what the speaker says there. */
export interface Group {
  readonly blocks: readonly Block[];
  readonly notes: readonly ExpandedLine[];
  /** Of the article: what the slide leaves to the notes too. */
  readonly whole: readonly ExpandedLine[];
  readonly height: number;
  readonly isLong: boolean;
}

/** What stands under one heading; of level 0, before the first. */
export interface Section {
  readonly level: number;
  readonly title: string;
  readonly groups: readonly Group[];
}

/** A paragraph that leads to a figure is not kept with it if it fills a slide itself. */
const mostLeadIn = 9;
/** Over code that needs a whole slide there is room for a line. */
const mostBeforeLong = 2;

/** Puts the blocks of a post into the sections of its headings, together with what they must stay with. */
export function sectionsOf(blocks: readonly Block[], options: PostOptions): readonly Section[] {
  const sections: (Section & { readonly groups: Growing[] })[] = [];
  let waiting: Growing | undefined;
  let leads = true;
  const put = (group: Growing): void => {
    if (sections.length === 0) sections.push({ level: 0, title: '', groups: [] });
    const groups = sections.at(-1)?.groups ?? [];
    // What is only said is said on the slide before it.
    const before = group.blocks.length === 0 ? groups.pop() : undefined;
    groups.push(before === undefined ? group : { ...joined(before, group), isLong: before.isLong });
  };
  const flush = (): void => {
    if (waiting !== undefined) put(waiting);
    waiting = undefined;
  };
  for (const block of blocks) {
    const opens = block.kind === 'heading' && block.level <= 3;
    if (opens) {
      flush();
      sections.push({ level: block.level, title: block.title, groups: [] });
      leads = true;
    }
    const { shown, notes } =
      options.prose === 'notes'
        ? proseToNotes(block, leads)
        : { shown: block, notes: [] as readonly ExpandedLine[] };
    if (block.kind === 'paragraph') leads = false;
    // Code that needs a whole slide leaves no room for the words before it.
    if (block.isLong && proseHeight(waiting) > mostBeforeLong) flush();
    const group = joined(waiting, {
      blocks: shown === undefined ? [] : [shown],
      notes,
      whole: block.lines,
      height: shown?.height ?? 0,
      isLong: block.isLong,
    });
    waiting = group;
    // A heading stays with what it is the heading of.
    const waits =
      block.kind === 'heading' || (block.isLeadIn && group.height <= mostLeadIn) || shown === undefined;
    if (!waits) flush();
  }
  flush();
  return sections;
}

const proseHeight = (group: Group | undefined): number =>
  (group?.blocks ?? []).reduce((sum, block) => sum + (block.kind === 'heading' ? 0 : block.height), 0);

/** A group while it grows: in place, for a post may be one group of thousands of paragraphs. */
interface Growing extends Group {
  readonly blocks: Block[];
  readonly notes: ExpandedLine[];
  readonly whole: ExpandedLine[];
}

function joined(before: Growing | undefined, { blocks, notes, whole, height, isLong }: Group): Growing {
  const group = before ?? { blocks: [], notes: [], whole: [], height: 0, isLong };
  for (const block of blocks) group.blocks.push(block);
  for (const line of notes) group.notes.push(line);
  for (const line of whole) group.whole.push(line);
  return { ...group, height: group.height + height, isLong };
}
