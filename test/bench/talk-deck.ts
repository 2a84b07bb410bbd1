import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenOver } from './releases.ts';

/** A deck of so many slides, two fences each, no two alike; `word` is on the first. */
export function talkDeck(slides: number, word = 'begun'): string {
  const one = (number: number): string => `## Slide ${number}

Some *text* about step ${number}, with a [link](https://nixos.org) and \`code\`.

- one
- two

\`\`\`nix
{ pkgs ? import <nixpkgs> { } }:
let version = "${number}.0"; in
pkgs.stdenv.mkDerivation {
  pname = "demo-${number}";
  inherit version;
  src = ./.;
  buildInputs = [ pkgs.hello ];
}
\`\`\`

\`\`\`bash
nix build .#demo-${number} --no-link
for f in result/*; do
  echo "file ${number}: $f"
done
\`\`\`
`;
  const first = `---\ntitle: Generated\n---\n\n# Generated\n\nThis talk is ${word}.\n`;
  return [first, ...Array.from({ length: slides - 1 }, (_, index) => one(index + 2))].join('\n---\n\n');
}

/** Lends a folder with that deck as `deck/deck.md`. */
export async function withTalk<T>(
  slides: number,
  use: (deck: string, dir: string) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'piste-bench-talk-'));
  const stop = whenOver(() => rm(dir, { recursive: true, force: true }));
  try {
    const deck = join(dir, 'deck', 'deck.md');
    await mkdir(join(dir, 'deck'));
    await writeFile(deck, talkDeck(slides));
    return await use(deck, dir);
  } finally {
    await stop();
  }
}
