import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cellName } from '../../src/cells/cell-name.ts';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { outlineOf } from '../../src/serve/remote/slide-words.ts';

const text = `# Boxes

A build has **no** network.

- the [same](https://example.org) bytes
- each time

| Who | What |
|-----|------|

\`\`\`bash {run name=box}
echo not these
\`\`\`

\`\`\`nix {build}
let
in 1
\`\`\`

Note:
nor these
`;

describe('what a remote says of a slide', () => {
  const deck = parseDeck(text, {
    file: 'deck.md',
    name: 'deck',
    readInclude: () => ({ why: 'there is nothing to include', mend: '' }),
  });

  it('is its words line by line, without its title, its code, its marks and its notes', () => {
    assert.deepEqual(
      deck.slides.map((slide) => outlineOf(slide)),
      [['A build has no network.', 'the same bytes', 'each time', 'Who · What']],
    );
  });

  it('calls a cell by its name, else by its number and its language', () => {
    assert.deepEqual(deck.cells.map(cellName), ['box', 'Cell 2 · nix']);
  });
});
