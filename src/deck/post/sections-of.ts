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
  readonly groups: Group[];
}

/** A paragraph that leads to a figure is not kept with it if it fills a slide itself. */
const mostLeadIn = 9;

/** Puts the blocks of a post into the sections of its headings, together with what they must stay with. */
export function sectionsOf(blocks: readonly Block[], options: PostOptions): readonly Section[] {
  const sections: Section[] = [];
  let waiting: Group | undefined;
  let leads = true;
  const put = (group: Group): void => {
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

const joined = (before: Group | undefined, group: Group): Group =>
  before === undefined
    ? group
    : {
        blocks: [...before.blocks, ...group.blocks],
        notes: [...before.notes, ...group.notes],
        whole: [...before.whole, ...group.whole],
        height: before.height + group.height,
        isLong: group.isLong,
      };
