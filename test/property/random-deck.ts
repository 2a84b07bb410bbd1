type Random = () => number;

/** Slides that need what other slides have: ids, ordinals, footnotes, chunks, outputs, references. */
const slides = [
  '# Build\n\nA *paragraph* with [a link][nix] and a note[^one].',
  '## Build\n\n### Build-2\n\n- one\n- two',
  '## Own {#build-2}\n\ntext',
  '# Build\n\n[^two]: told here\n\nSee[^two].',
  '```bash {run}\necho one\n```',
  '```bash {run name=first}\necho first\n```\n\nNote:\n# Build\nand[^one] more',
  '```bash {run session=other output=next}\ntrue\n```',
  '<!-- output: first -->\n\nits output',
  '```nix {file=flake.nix}\n{\n  <<inputs>>\n}\n```',
  '```nix {chunk=inputs}\na = 1;\n```',
  '```nix {chunk=inputs}\nb = 2;\n```',
  '```diff {patch=flake.nix}\n-  a = 1;\n+  a = 3;\n```',
  '<!-- .slide: class="wide" data-background="#123" -->\n\n```js [Title]\nlet a = `x`;\n```',
  '> [!NOTE]\n> mind\n\n| a | b |\n| - | - |\n| 1 | 2 |',
  '```bash {terminal rows=5}\nls\n```',
  '$x^2$ and\n\n```mermaid\ngraph LR\na-->b\n```',
];
const ends = ['', '[nix]: https://nixos.org\n', '[nix]: https://example.org "other"\n', '[^one]: the one\n'];
const heads = ['title: One', 'title: Two', 'lang: de', 'theme: night'];

export interface RandomDeck {
  readonly head: string;
  readonly slides: readonly string[];
  readonly end: string;
}

const pick = <T>(random: Random, from: readonly [T, ...T[]] | readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T;

/** A slide, with the separator before it. */
const aSlide = (random: Random): string =>
  `${random() < 0.3 ? '\n----\n\n' : '\n---\n\n'}${pick(random, slides)}\n`;

export function randomDeck(random: Random, count: number): RandomDeck {
  return {
    head: pick(random, heads),
    slides: Array.from({ length: count }, () => aSlide(random)),
    end: pick(random, ends),
  };
}

/** What an author does between two saves: writes a slide, takes one away, moves one, or changes what all share. */
export function randomDeckEdit(random: Random, deck: RandomDeck): RandomDeck {
  const at = Math.floor(random() * deck.slides.length);
  const kind = Math.floor(random() * 7);
  if (kind === 0) return { ...deck, slides: deck.slides.toSpliced(at, 0, aSlide(random)) };
  if (kind === 1 && deck.slides.length > 1) return { ...deck, slides: deck.slides.toSpliced(at, 1) };
  if (kind === 2) {
    const [moved = ''] = deck.slides.slice(at);
    const to = Math.floor(random() * deck.slides.length);
    return { ...deck, slides: deck.slides.toSpliced(at, 1).toSpliced(to, 0, moved) };
  }
  if (kind === 3) return { ...deck, end: pick(random, ends) };
  if (kind === 4) return { ...deck, head: pick(random, heads) };
  const [own = ''] = deck.slides.slice(at);
  return { ...deck, slides: deck.slides.with(at, kind === 5 ? `${own}\nmore words\n` : aSlide(random)) };
}

export const textOf = ({ head, slides: own, end }: RandomDeck): string =>
  `---\n${head}\n---\n\n# Start\n${own.join('')}\n${end}`;
