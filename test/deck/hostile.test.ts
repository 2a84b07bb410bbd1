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
    '{{< who a="',
    '$x$',
    '$$',
    '```math\n',
    '```mermaid\n',
    '````md magic-move\n',
    '![a](b.mp4 "c" =3x)',
    'diff nix',
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
  ...[
    'dialect: slidev\n',
    'dialect: post\n',
    '---\nlayout: two-cols\n---\n',
    'src: ./x.md\n',
    '<v-clicks>',
    '</v-clicks>\n',
    '<v-click at="2">',
    ' v-click ',
    '::right::\n',
    '<<< @/x.ts#a {1}\n',
    '<Tweet id="',
    '<carbon:x />',
    '<style>\n',
    '{% raw %}',
    '{% highlight nix %}\n',
    '{: .a}\n',
    '+++\n',
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
  /** What is the same twice is made once. */
  const numbered = (text: (index: number) => string): string =>
    Array.from({ length: Math.floor(100_000 / text(0).length) }, (_, index) => text(index)).join('');
  const cases: Readonly<Record<string, string>> = {
    separators: many('\n---\n'),
    'a fence that never ends': `\`\`\`\n${many('x\n---\n')}`,
    comments: many('<!-- '),
    'comment blocks': many('<!--\n\n'),
    attributes: many('*a*{.b} '),
    containers: many('::: a\n'),
    callouts: many('{{< callout >}}\n'),
    'callouts in callouts': `${many('{{< callout >}}\n').slice(50_000)}\n${many('{{< /callout >}}\n').slice(50_000)}`,
    'shortcodes in a line': many('{{< a "'),
    formulas: many('$x$ '),
    'formulas that are not closed': many('$x '),
    'formulas that are not any': many('$\\nope$ '),
    'formulas on their own': many('$$\nx\n'),
    'formulas that grow': `$$\n\\def\\a{\\b\\b}\\def\\b{\\a\\a}${many('\\a')}\n$$`,
    'formulas that each begin in the one before': many('$$a\n'),
    'long formulas': numbered((index) => `$$${'x+'.repeat(4900)}${index}$$\n\n`),
    'formulas within formulas': numbered(
      (index) => `$$${'\\frac{1}{'.repeat(300)}${index}${'}'.repeat(300)}$$\n\n`,
    ),
    'picture sizes': many('![a](b =1'),
    'moves in code': `\`\`\`\`md magic-move\n${many('```js\n1\n```\n')}\`\`\`\``,
    'moves in moves': many('````md magic-move\n'),
    tags: many('<a "'),
    quotations: many('> '),
    'blank lines': many('\r'),
    'brace groups': `\`\`\`${many('{run ')}\n\`\`\``,
    options: `\`\`\`bash {run ${many('x=1 ')}}\n\`\`\``,
    footnotes: many('[^a]: b\n\n'),
    'YAML that grows': `---\n${many('a: &a [*a,*a]\n')}---\n`,
    'a regular expression that grows': `---\nseparator: "(a*)*b"\n---\n${many('a')}`,
    'Slidev slides': `---\nmdc: true\n---\n${many('---\nlayout: x\n---\na\n')}`,
    'Slidev components': `---\nmdc: true\n---\n${many('<Aa b="')}`,
    'Slidev components that are whole': `---\nmdc: true\n---\n${many('<Aa/> `b` ')}`,
    'Slidev slots': `---\nmdc: true\nlayout: two-cols\n---\n${many('::right::\n')}`,
    'Slidev clicks': `---\nmdc: true\n---\n${many('<v-clicks>\n\n- a\n\n')}`,
    'Slidev tables of contents': `---\nmdc: true\n---\n${many('# a\n<Toc/>\n\n---\n\n')}`,
    'code marks in a Slidev deck': `---\nmdc: true\n---\n<a/>${many('`` ` ')}`,
    'snippets that are not there': `---\nmdc: true\n---\n${many('<<< @/x.ts\n')}`,
    'a post of one list': `---\ndate: 1\nslides: { lists: step, prose: notes }\n---\n${many('- a\n')}`,
    'a post of paragraphs that are spoken': `---\nlayout: post\nslides: { prose: notes }\n---\n${many('a\n\n')}`,
    'a post of paragraphs': `---\ndialect: post\n---\n${many('a b c.\n\n')}`,
    'a post of headings': `---\ndate: 1\n---\n${many('## a\n')}`,
    'sentences that do not end': `---\nslides: { prose: notes }\n---\n${many('*A. ')}`,
    Liquid: `---\ndate: 1\n---\n${many('{% highlight x %}\n')}`,
    'Liquid in lines': `---\ndate: 1\n---\n${many('{{ a }} {% raw %} ')}`,
    'TOML that nests': `+++\na = ${many('[')}\n+++\n`,
    'TOML that grows': `+++\na = [\n${many('"b",\n').slice(0, 9000)}+++\n`,
    'a separator that is everywhere': `---\nseparator: "[a-z]"\n---\n${many('a')}`,
  };
  for (const [name, text] of Object.entries(cases)) {
    it(`100 kB of ${name}, in seconds`, async () => {
      // Of the processor: on a busy machine the clock would say nothing of the deck.
      const before = process.cpuUsage();
      await renderSlidesBody(parse(text));
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < 5_000_000);
    });
  }

  it('a few files that import each other many times over, in seconds', () => {
    const before = process.cpuUsage();
    const next = (file: string) => `---\nsrc: ./${file}\n---\n`.repeat(12);
    const files: Readonly<Record<string, string>> = {
      'a.md': next('b.md'),
      'b.md': next('c.md'),
      'c.md': next('d.md'),
      'd.md': next('e.md'),
      'e.md': '# End\n\n---\n'.repeat(12),
    };
    const text = `---\nmdc: true\n---\n\n# Begin\n\n${next('a.md')}`;
    const deck = parse(text, files);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 5_000_000);
    assert.ok(deck.slides.length <= 2100, String(deck.slides.length));
    assert.ok(deck.problems.some(({ message }) => message.includes('is left out: 2000 slides are imported')));
  });
});
