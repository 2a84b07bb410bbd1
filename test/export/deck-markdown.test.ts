import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { projectDir } from '../../src/environment/places.ts';
import { deckMarkdown } from '../../src/export/markdown/deck-markdown.ts';
import { exportDeckAt } from '../support/export-decks.ts';
import { recordsOf } from '../support/said-records.ts';

const records = recordsOf({
  hello: { lines: ['hello <span class="ansi-1">&amp; all</span>'], exit: 0 },
  broken: { lines: ['```', 'no'], exit: 1 },
  1: { lines: ['<b>$</b> nix --version', 'nix (Nix) 2'], exit: 0 },
});

const parse = (text: string) =>
  parseDeck(text, { file: 'deck.md', name: 'deck', readInclude: () => ({ why: 'none', mend: '' }) });
const read = async (text: string): Promise<string> => {
  const whole = await deckMarkdown(parse(`---\ntitle: T\n---\n# T\n\n${text}`), records);
  return whole.slice(whole.indexOf('# T') + 5).trimEnd();
};

describe('a deck as Markdown for a code host', () => {
  it('is test/fixtures/export/read.md for deck.md beside it', async () => {
    const { deck } = await exportDeckAt('test/fixtures/export/deck.md');
    const expected = readFileSync(join(projectDir, 'test/fixtures/export/read.md'), 'utf8');
    assert.equal(await deckMarkdown(deck, records), expected);
  });

  it('shows commands with prompts once, with what came of them', async () => {
    assert.equal(
      await read('```console {run}\n$ nix --version\n```'),
      '```console\n$ nix --version\nnix (Nix) 2\n```',
    );
  });

  it('leaves code and formulas alone', async () => {
    const kept = [
      '`<!-- kept -->` and `{.kept}` and $x_{.a}$',
      '```md\n<!-- kept --> [a](#/1) {.kept}\n::: columns\n```',
      '$$\n\\frac{a}{b} {.kept}\n$$',
    ].join('\n\n');
    assert.equal(await read(kept), kept);
  });

  for (const [written, plain] of [
    ['<v-clicks>\n\n- one\n\n</v-clicks>', '- one'],
    ['<p v-click="2" class="a">one</p>', '<p class="a">one</p>'],
    ['{{< callout emoji="!" text="Mind the step" >}}', '> ! Mind the step'],
    ['{{% callout %}}\nMind the step\n{{% /callout %}}', 'Mind the step'],
    ['[there]({{< ref "other.md" >}})', '[there](other.md)'],
    ['![a film](film.mp4)', '[a film](film.mp4)'],
  ] as const)
    it(`makes ${JSON.stringify(plain)} of ${JSON.stringify(written)}`, async () =>
      assert.equal(await read(written), plain));

  it('keeps a fence where it stands', async () => {
    assert.equal(
      await read('> quoted\n>\n> ```bash {1|2}\n> one\n> two\n> ```'),
      '> quoted\n>\n> ```bash\n> one\n> two\n> ```',
    );
    assert.equal(
      await read('1. item\n\n   ```bash [2]\n   one\n   ```'),
      '1. item\n\n   ```bash\n   one\n   ```',
    );
  });

  it('has the notes where the author allows it', async () => {
    const deck = parse('---\ntitle: T\narticle: {notes: true}\n---\n# T\n\nNote: Say this.\n');
    const allowed = { ...deck, settings: { ...deck.settings, articleNotes: true } };
    assert.match(await deckMarkdown(allowed, records), /\n> \*\*Speaker notes\*\*\n>\n> Say this\.\n$/);
    const kept = { ...deck, settings: { ...deck.settings, articleNotes: false } };
    assert.doesNotMatch(await deckMarkdown(kept, records), /Say this/);
  });

  it('says what it is called where its text does not', async () => {
    assert.match(await deckMarkdown(parse('---\ntitle: A: "b"\n---\n## Part\n'), records), /^---\ntitle: /);
    assert.match(
      await deckMarkdown(parse('---\ntitle: T\n---\n## Part\n'), records),
      /---\n\n# T\n\n## Part\n/,
    );
  });
});
