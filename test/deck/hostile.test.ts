import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderSlidesBody } from '../../src/render/render-slides.ts';
import { randomFrom } from '../support/random.ts';
import { parse } from './parse.ts';

const scraps = [
  ...[
    '---\n',
    '\n---\n',
    '\n----\n',
    '```',
    '~~~~',
    '\n',
    '\n\n',
    ' ',
    '> ',
    '- ',
    '1. ',
    '# ',
    '## ',
    '\t',
    '    ',
  ],
  ...[
    'bash {run}',
    'nix {file=',
    'flake.nix}',
    '{',
    '}',
    '[1|2]',
    '[',
    ']',
    '"',
    "'",
    '/',
    '=',
    '\\',
    'mask=/',
    'name=a',
    '`',
  ],
  ...[
    '<!--',
    '-->',
    '<!-- .slide: ',
    '<!-- .element: class="x"',
    '<!-- output: a -->',
    '<div>',
    '</div>',
    '<a b="',
    '<script>',
  ],
  ...[
    'title: ',
    'slides:\n',
    '  separator: ',
    'limits: {',
    'date: 1\n',
    '&a ',
    '*a',
    '[^1]',
    '[^1]: ',
    ':tada:',
    '::: columns\n',
    ':::\n',
  ],
  ...[
    '{{#include x}}',
    '{{< callout >}}',
    '{{< /callout >}}',
    '[!NOTE]',
    '[ ] ',
    '|',
    '|-|',
    '{.a}',
    '\r\n',
    '\0',
    '\uFEFF',
    'é',
    '\u{1F600}',
    '\uD800',
    '\uE000',
    'Note:',
  ],
];

describe('a deck of any text at all', () => {
  it('neither throws nor hangs, and renders each cell once', async () => {
    for (let seed = 1; seed <= 400; seed++) {
      const random = randomFrom(seed);
      const count = 1 + Math.floor(random() * 80);
      const text = Array.from({ length: count }, () => scraps[Math.floor(random() * scraps.length)]).join('');
      const deck = parse(random() < 0.3 ? `---\n${text}` : text);
      const html = await renderSlidesBody(deck);
      const inPage = [...html.matchAll(/<figure class="cell [^>]* data-cell="([^"]*)"/g)].map(
        (one) => one[1],
      );
      const inDeck = deck.cells.filter((cell) => cell.kind !== 'check').map((cell) => cell.id);
      assert.deepEqual(inPage, inDeck, `seed ${seed}: ${JSON.stringify(text)}`);
      assert.ok(
        deck.slides.every((slide) => slide.line >= 1 && slide.endLine >= slide.line),
        `seed ${seed}`,
      );
    }
  });

  const many = (text: string): string => text.repeat(Math.floor(100_000 / text.length));
  const cases: Readonly<Record<string, string>> = {
    separators: many('\n---\n'),
    'a fence that never ends': `\`\`\`\n${many('x\n---\n')}`,
    comments: many('<!-- '),
    'comment blocks': many('<!--\n\n'),
    attributes: many('*a*{.b} '),
    containers: many('::: a\n'),
    callouts: many('{{< callout >}}\n'),
    tags: many('<a "'),
    quotations: many('> '),
    'blank lines': many('\r'),
    'brace groups': `\`\`\`${many('{run ')}\n\`\`\``,
    options: `\`\`\`bash {run ${many('x=1 ')}}\n\`\`\``,
    footnotes: many('[^a]: b\n\n'),
    'YAML that grows': `---\n${many('a: &a [*a,*a]\n')}---\n`,
    'a regular expression that grows': `---\nseparator: "(a*)*b"\n---\n${many('a')}`,
    'a separator that is everywhere': `---\nseparator: "[a-z]"\n---\n${many('a')}`,
  };
  for (const [name, text] of Object.entries(cases)) {
    it(`100 kB of ${name}, in seconds`, async () => {
      const before = performance.now();
      await renderSlidesBody(parse(text));
      assert.ok(performance.now() - before < 5000);
    });
  }
});
