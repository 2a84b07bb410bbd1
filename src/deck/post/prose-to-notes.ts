import type { ExpandedLine } from '../../markdown/include.ts';
import { measureBlock } from './measure-block.ts';
import type { Block } from './read-blocks.ts';

/** What of a block stands on the slide, and what the speaker says. */
export interface Spoken {
  readonly shown: Block | undefined;
  readonly notes: readonly ExpandedLine[];
}

/**
 * Moves a post's prose into the notes. Of a paragraph that leads (the first after a heading) the first sentence stays
 * on the slide, of one that introduces a figure the last; everything that is no paragraph stays.
 */
export function proseToNotes(block: Block, leads: boolean): Spoken {
  if (block.kind !== 'paragraph') return { shown: block, notes: [] };
  const text = block.lines.map((line) => line.text).join('\n');
  const sentences = sentencesOf(text);
  const kept = block.isLeadIn ? sentences.at(-1) : leads ? sentences[0] : undefined;
  if (kept === undefined) return { shown: undefined, notes: block.lines };
  if (sentences.length === 1) return { shown: block, notes: [] };
  const line = block.lines[0]?.line ?? 1;
  const lines = [...kept.trim().split('\n'), ''].map((one) => ({ text: one.trim(), line }));
  return { shown: { ...block, lines, height: measureBlock('paragraph', kept) }, notes: block.lines };
}

/** The sentences of a paragraph of Markdown; one whose marks open in it and close in another is not cut off. */
function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const found of text.matchAll(/[.!?…]["'”’)\]*_`]{0,4}\s+(?=["'“‘(*_`[]{0,4}[\p{Lu}\p{N}])/gu)) {
    const end = found.index + found[0].length;
    const sentence = text.slice(from, end);
    if (!isWhole(sentence) || /\b(?:e\.g|i\.e|vs|cf|Dr|Mr|Ms|Mrs|St|No|Fig)\.\s+$/.test(sentence)) continue;
    sentences.push(sentence);
    from = end;
  }
  const rest = text.slice(from);
  return rest.trim() === '' ? sentences : [...sentences, rest];
}

function isWhole(sentence: string): boolean {
  const count = (mark: RegExp): number => sentence.match(mark)?.length ?? 0;
  return (
    count(/`+/g) % 2 === 0 &&
    count(/\*+/g) % 2 === 0 &&
    count(/(?<![\w])_|_(?![\w])/g) % 2 === 0 &&
    count(/\[/g) === count(/\]/g) &&
    count(/\(/g) === count(/\)/g) &&
    count(/<[A-Za-z]/g) === count(/<\/[A-Za-z]|\/>/g)
  );
}
