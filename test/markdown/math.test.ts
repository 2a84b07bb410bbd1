import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Env } from 'markdown-it';
import { createMarkdown } from '../../src/markdown/create-markdown.ts';
import { mathHtml } from '../../src/markdown/math-html.ts';
import { noticesOf } from '../../src/markdown/notices.ts';

/** The TeX of a text's formulas, as its MathML keeps it: `[x]` set in the line, `[[x]]` in a line of its own. */
function formulas(markdown: string): string[] {
  const html = createMarkdown().render(markdown, {});
  return [
    ...html.matchAll(
      /(<span class="katex-display">)?<span class="katex">.*?<annotation[^>]*>(.*?)<\/annotation>/gs,
    ),
  ].map(([, display, tex]) => (display === undefined ? `[${tex}]` : `[[${tex}]]`));
}

describe('math', () => {
  const cases: [name: string, markdown: string, set: string[]][] = [
    ['in a line', 'Let $x^2$, then ($y$).', ['[x^2]', '[y]']],
    ['as its own line', '$$\nx = 1\n$$', ['[[x = 1]]']],
    ['on one line, with what belongs to a list', '- a\n  $$x$$\n- b', ['[[x]]']],
    ['displayed amid words', 'so $$a=b$$ holds', ['[[a=b]]']],
    ['as a fence', '```math\n\\sum_{i=0} i\n```', ['[[\\sum_{i=0} i]]']],
    ['between backticks, as reveal.js asks for it', '`$$ J(\\theta_0) $$`', ['[[ J(\\theta_0) ]]']],
    ['between dollars and backticks, as on code hosts', '$`a_1`$', ['[a_1]']],
    [
      'with what would be emphasis, emoji, braces',
      '$a_1 * b_1 * {c}$ $:tada:$',
      ['[a_1 * b_1 * {c}]', '[:tada:]'],
    ],
    ['with a dollar in it', '$\\text{5\\$}$', ['[\\text{5\\$}]']],
    [
      'in a heading, a table, a quotation',
      '# $a$\n\n| $b$ |\n|-|\n| $c$ |\n\n> $d$',
      ['[a]', '[b]', '[c]', '[d]'],
    ],
  ];
  for (const [name, markdown, set] of cases) it(name, () => assert.deepEqual(formulas(markdown), set));

  it('takes the attributes of a comment', () => {
    const red = '<!-- .element: class="fragment" -->';
    const html = createMarkdown().render(`$x$ ${red}\n\n$$\ny\n$$\n${red}\n`, {});
    assert.deepEqual(html.match(/<(?:div|span) class="[^"]*fragment"[^>]*>/g), [
      '<span class="fragment">',
      '<div class="math fragment" tabindex="0">',
    ]);
  });

  it('says what cannot be set, and where', () => {
    const env: Env = {};
    createMarkdown().parse('one\ntwo $\\nope$\n\n$$\n\\frac{1\n$$\n', env);
    assert.deepEqual(
      noticesOf(env).map(({ line, column, message }) => `${line}:${column} ${message}`),
      [
        '1:6 this formula cannot be set: Undefined control sequence: \\nope',
        "3:1 this formula cannot be set: Unexpected end of input in a macro argument, expected '}'",
      ],
    );
  });

  it('sets no formula that nobody could read, or that would fill the page', () => {
    const why = (tex: string): string | undefined => mathHtml(tex, true).why;
    assert.equal(why('x+'.repeat(2001)), 'it is too long');
    assert.equal(why(`\\underbrace{${'\\sqrt{x_1}'.repeat(300)}}`), 'it is too large');
    assert.equal(why('x+'.repeat(500)), undefined);
  });

  it('takes no command that could reach out of the page', () => {
    const html = createMarkdown().render(
      '$\\href{javascript:alert(1)}{x}$ $\\includegraphics{http://x/y.png}$',
      {},
    );
    assert.doesNotMatch(html, /<a |<img|href=/);
  });
});
