import { chunkReferenceIn } from './chunk.ts';
import { nearestWord } from './nearest-word.ts';

/** A text that chunks are put into, with the deck's line, from 1, of each of its lines. */
export interface WovenPart {
  readonly body: string;
  readonly lines: readonly number[];
}

/** A reference that stands for nothing, by its line in the deck. */
export interface WeaveFlaw {
  readonly line: number;
  readonly message: string;
  readonly mend: string;
}

/** What the texts have become, in their order, and what is wrong; `unused` are chunks that nothing refers to. */
export interface Woven {
  readonly texts: readonly string[];
  readonly flaws: readonly WeaveFlaw[];
  readonly unused: readonly string[];
}

/** Of a whole deck: chunks that hold each other double with every one. */
const mostLetters = 4_000_000;
const mostDeep = 50;

/**
 * Puts chunks into texts: a line `<<name>>` becomes all chunks of that name, one after the other, each line as far
 * in as the reference; blank lines stay blank. `\<<name>>` becomes the text `<<name>>`. A flawed reference becomes
 * nothing, and what would be more than 4 million letters for all texts together is flawed.
 */
export function weave(
  texts: readonly WovenPart[],
  chunks: readonly (WovenPart & { readonly name: string })[],
): Woven {
  const byName = new Map<string, WovenPart[]>();
  for (const chunk of chunks) byName.set(chunk.name, [...(byName.get(chunk.name) ?? []), chunk]);
  const done = new Map<string, string>();
  const used = new Set<string>();
  const flaws: WeaveFlaw[] = [];
  let room = mostLetters;

  const expand = ({ body, lines }: WovenPart, path: readonly string[]): string => {
    const text = body.split('\n').flatMap((line, index) => {
      const reference = chunkReferenceIn(line);
      if (reference === undefined) return [line.replace(/^([ \t]*)\\(<<[A-Za-z][\w-]*>>[ \t]*)$/, '$1$2')];
      const { name, indent } = reference;
      const flaw = (message: string, mend: string): string[] => {
        flaws.push({ line: lines[index] ?? 1, message, mend });
        return [];
      };
      if (!byName.has(name)) {
        const near = nearestWord(name, [...byName.keys()]);
        const mend =
          near === undefined
            ? `write a fence with \`{chunk=${name}}\`, or \`\\<<${name}>>\` for the text itself`
            : `did you mean \`<<${near}>>\`?`;
        return flaw(`no chunk is named \`${name}\``, mend);
      }
      if (name !== path.at(-1)) used.add(name);
      if (path.includes(name)) {
        const circle = [...path.slice(path.indexOf(name)), name].map((one) => `\`${one}\``).join(' → ');
        return flaw(`a chunk cannot stand in itself: ${circle}`, 'take one of these references out');
      }
      if (path.length >= mostDeep) return flaw(`chunks stand more than ${mostDeep} deep`, 'nest them less');
      const taken = chunkText(name, path);
      if (taken === '') return [];
      const takenLines = taken.split('\n');
      room -= taken.length + indent.length * takenLines.length;
      if (room < 0) return flaw("the deck's chunks become more than 4 MB", 'put fewer of them in');
      return takenLines.map((one) => (one === '' ? '' : `${indent}${one}`));
    });
    return text.join('\n');
  };
  const chunkText = (name: string, path: readonly string[]): string => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const text = (byName.get(name) ?? [])
      .map((chunk) => expand(chunk, [...path, name]).replace(/\n$/, ''))
      .filter((piece) => piece !== '')
      .join('\n');
    done.set(name, text);
    return text;
  };

  for (const name of byName.keys()) chunkText(name, []);
  return {
    texts: texts.map((text) => expand(text, [])),
    flaws,
    unused: [...byName.keys()].filter((name) => !used.has(name)),
  };
}
