import { mkdir, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keysOfDeck, limitsPart } from '../../src/cells/cell-key.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { openRecords } from '../../src/records/deck-records.ts';

type Random = () => number;

/** Decks in a folder, each with a file that it includes, a picture and a style sheet, which somebody works on. */
export interface EditedDecks {
  /** Does one thing to one of them, and says which. */
  readonly edit: () => Promise<string>;
}

const pick = <T>(random: Random, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick');
  return one;
};

/** Slides that are sound beside any others. */
const slides = [
  '# Build\n\nA *paragraph*.',
  '## Build\n\n- one\n- two',
  '```bash {run}\necho one\n```',
  '```bash {run session=other output=next}\ntrue\n```\n\nNote:\nfor me',
  '```nix {file=flake.nix}\n{\n  a = 1;\n}\n```',
  '```bash {terminal rows=5}\nls\n```',
  '<!-- .slide: class="wide" -->\n\n```js [Title]\nlet a = `x`;\n```',
  '> [!NOTE]\n> mind\n\n| a | b |\n| - | - |\n| 1 | 2 |',
  '$x^2$ and [a link](https://example.org)',
];
const heads = ['title: One', 'title: Two', 'lang: de', 'theme: night'];

interface OneDeck {
  readonly head: string;
  readonly slides: readonly string[];
}

const randomDeck = (random: Random): OneDeck => ({
  head: pick(random, heads),
  slides: Array.from({ length: 5 }, () => pick(random, slides)),
});

function edited(random: Random, deck: OneDeck): OneDeck {
  const at = Math.floor(random() * deck.slides.length);
  const slide = pick(random, slides);
  const kinds: readonly OneDeck[] = [
    { ...deck, head: pick(random, heads) },
    { ...deck, slides: deck.slides.toSpliced(at, 0, slide) },
    { ...deck, slides: deck.slides.with(at, slide) },
    { ...deck, slides: deck.slides.length > 2 ? deck.slides.toSpliced(at, 1) : deck.slides },
  ];
  return pick(random, kinds);
}

const environment = 'e'.repeat(32);

export async function editedDecks(folder: string, count: number, random: Random): Promise<EditedDecks> {
  const decks = new Map<string, OneDeck>();
  const write = (name: string, path: string, text: string) => writeFile(join(folder, name, path), text);
  const save = (name: string) => {
    const { head, slides: own } = decks.get(name) ?? randomDeck(random);
    const end = '{{#include part.md}}\n\n![](picture.svg)';
    return write(
      name,
      'deck.md',
      `---\n${head}\ncss: own.css\n---\n\n${[...own, end].join('\n\n---\n\n')}\n`,
    );
  };
  const add = async (name: string) => {
    decks.set(name, randomDeck(random));
    await mkdir(join(folder, name), { recursive: true });
    await write(name, 'part.md', 'A part.\n');
    await write(name, 'own.css', '.a { color: red }\n');
    await write(name, 'picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await save(name);
  };
  for (let number = 0; number < count; number++) await add(`deck-${number}`);
  let told = 0;

  const edits: Readonly<Record<string, (name: string) => Promise<void>>> = {
    text: async (name) => {
      const deck = decks.get(name);
      if (deck) decks.set(name, edited(random, deck));
      await save(name);
    },
    part: (name) => write(name, 'part.md', `Part ${++told}.\n`),
    style: (name) => write(name, 'own.css', `.a { width: ${++told}px; background: url(picture.svg) }\n`),
    picture: (name) =>
      write(name, 'picture.svg', `<svg xmlns="http://www.w3.org/2000/svg" id="x${++told}"/>`),
    record: async (name) => {
      const deck = await loadDeck(join(folder, name));
      const keyed = [
        ...keysOfDeck(deck.cells, { environment, limits: limitsPart(deck.settings.limits) }).values(),
      ];
      const records = await openRecords(deck.file);
      for (const { key, parts } of keyed)
        await records.save(
          {
            key,
            parts,
            cols: 80,
            rows: 24,
            recordedAt: 1_700_000_000 + ++told,
            nixVersion: '2.26.3',
            exit: 0,
            durationMs: told,
            events: [{ at: 1, kind: 'output', data: `line ${told}\r\n` }],
          },
          { anew: random() < 0.3 },
        );
      await records.writeLock(keyed, environment);
    },
    tear: async (name) => {
      const outputs = join(folder, name, 'outputs');
      const names = await readdir(outputs).catch(() => []);
      if (names.length > 0) await truncate(join(outputs, pick(random, names)), 40);
    },
    forget: (name) => rm(join(folder, name, 'outputs'), { recursive: true, force: true }),
    rename: async (name) => {
      const other = `deck-${count + ++told}`;
      decks.set(other, decks.get(name) ?? randomDeck(random));
      decks.delete(name);
      await rename(join(folder, name), join(folder, other));
    },
  };
  return {
    edit: async () => {
      const name = pick(random, [...decks.keys()]);
      const kind = random() < 0.3 ? 'record' : pick(random, Object.keys(edits));
      await edits[kind]?.(name);
      return `${kind} ${name}`;
    },
  };
}
