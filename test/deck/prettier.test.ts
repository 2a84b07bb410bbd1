import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { format } from 'prettier';
import { keysOfDeck } from '../../src/cells/cell-key.ts';
import type { Deck } from '../../src/deck/deck.ts';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { projectDir } from '../../src/environment/places.ts';

// What the `.prettierrc.json` of `piste new` says: a cell's body is code that a shell or Nix reads, not Prettier's.
const advised = { parser: 'markdown', embeddedLanguageFormatting: 'off' } as const;
const formatted = (text: string, proseWrap: 'preserve' | 'always') => format(text, { ...advised, proseWrap });

const parse = (text: string): Deck =>
  parseDeck(text, {
    file: 'deck.md',
    name: 'deck',
    readInclude: () => ({ why: 'it is not there', mend: '' }),
  });
const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** What a deck means, without how it is written. */
function meaningOf(text: string) {
  const deck = parse(text);
  const { title, dialect } = deck.settings;
  return {
    title,
    dialect,
    slides: deck.slides.map(({ h, v, markdown, notes, attributes, cells, outputs }) => ({
      place: `${h}/${v}`,
      words: wordsOf(markdown),
      notes: wordsOf(notes ?? ''),
      attributes,
      cells,
      outputs,
    })),
    keys: [...keysOfDeck(deck.cells, { environment: '', limits: '' }).values()].map(({ key }) => key),
    problems: deck.problems.map(({ message }) => message),
  };
}

// Heads of single slides, for which Slidev has a plug-in of Prettier's; Jekyll's `{: .class}` right below a heading.
const noMarkdown = ['slidev.md', 'slidev-talk.md', 'post-jekyll.md'];

/** Of a deck with `----` all but where its slides stand: see below. */
function placedAs(source: string, text: string) {
  const meaning = meaningOf(text);
  if (!/^----$/m.test(source)) return meaning;
  return { ...meaning, slides: meaning.slides.map(({ place: _place, ...rest }) => rest) };
}

const folders = (path: string) => readdirSync(join(projectDir, path)).map((name) => join(path, name));
const decks = [
  ...folders('decks').map((folder) => join(folder, 'deck.md')),
  ...folders('test/fixtures/dialects').filter((path) => path.endsWith('.md')),
  'templates/deck/deck.md',
];

describe('Prettier leaves a deck’s meaning alone', () => {
  for (const path of decks) {
    if (noMarkdown.some((name) => path.endsWith(name))) continue;
    it(path, async () => {
      // Blanks at the end of a fence are all that Prettier takes from one.
      const text = readFileSync(join(projectDir, path), 'utf8').replace(/[ \t]+(?=\n```)/g, '');
      for (const wrap of ['preserve', 'always'] as const)
        assert.deepEqual(placedAs(text, await formatted(text, wrap)), placedAs(text, text), wrap);
    });
  }

  const kept: readonly [what: string, text: string][] = [
    ['notes', '# A\n\nWords\n\nNote:\nSome *notes*\nof two lines\n'],
    ['attributes of a slide', '<!-- .slide: data-background="red" -->\n\n# A\n'],
    ['fragments', '- one <!-- .element: class="fragment" -->\n- two\n'],
    ['places of outputs', '```bash {run name=a}\nls\n```\n<!-- output: a -->\n'],
    ['steps', '```js [5: 1|3]\nlet a\n```\n'],
    ['tildes around a cell', '~~~bash {run}\necho "a  b"\n~~~\n'],
    ['chunks', '```nix {file=a.nix}\n<<inputs>>\n```\n\n```nix {chunk=inputs}\n{ }\n```\n'],
    ['columns', '::: columns\n\nleft\n\n:::\n'],
    ['alerts', '> [!NOTE]\n>\n> Text of it.\n'],
    [
      'vertical slides of mkslides',
      '---\nslides: {separator_vertical: ^\\s*-v-\\s*$}\n---\n# A\n\n-v-\n\n# B\n',
    ],
    ['a separator that Prettier is told to leave', '# A\n\n<!-- prettier-ignore -->\n----\n\n# B\n'],
    ['transcripts', '```console {run}\n$ echo  hi\nhi\n```\n'],
  ];
  for (const [what, text] of kept)
    it(what, async () => {
      for (const wrap of ['preserve', 'always'] as const)
        assert.deepEqual(meaningOf(await formatted(text, wrap)), meaningOf(text), wrap);
    });
});

// docs/authoring.md says each of these, and what to write instead.
describe('what Prettier does change', () => {
  it('a separator `----` becomes `---`: the slide below goes to the right', async () => {
    const text = '# A\n\n----\n\n# B\n';
    const [before, after] = [text, await formatted(text, 'preserve')].map((one) => meaningOf(one));
    assert.deepEqual(
      before?.slides.map(({ place }) => place),
      ['0/0', '0/1'],
    );
    assert.deepEqual(
      after?.slides.map(({ place }) => place),
      ['0/0', '1/0'],
    );
  });
  it('a separator of the deck’s own choice stays', async () => {
    const text = '---\nverticalSeparator: ^\\s*-v-\\s*$\n---\n\n# A\n\n-v-\n\n# B\n';
    assert.deepEqual(meaningOf(await formatted(text, 'always')), meaningOf(text));
  });
  it('without `embeddedLanguageFormatting: off`, the files that cells write', async () => {
    const text = '```json {file=a.json}\n{"a":1}\n```\n';
    const { keys } = meaningOf(await format(text, { parser: 'markdown' }));
    assert.notDeepEqual(keys, meaningOf(text).keys);
  });
});
