import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Show } from '../../src/pictures/picture.ts';
import { renderPicture } from '../../src/pictures/render-picture.ts';
import { openBrowser } from '../support/browser.ts';

/** Ways out of a text, into a tag, an attribute, an address or a style. */
const attacks = [
  '<script>hit()</script>',
  '"><img src=x onerror=hit()>',
  "'><svg/onload=hit()>",
  '</title></text></svg><iframe srcdoc="<script>parent.hit()</script>">',
  '</pre></details><style>@import "http://x.test/a.css"</style>',
  'javascript:hit()',
];
const quoted = (text: string) => JSON.stringify(text);

const pictures: [what: string, show: Show, of: (attack: string) => string][] = [
  [
    'a node',
    'graph',
    (attack) => `digraph { ${quoted(attack)} [URL=${quoted(attack)}, tooltip=${quoted(attack)}] }`,
  ],
  [
    'an edge',
    'graph',
    (attack) => `digraph { a -> b [label=${quoted(attack)}, href="http://x.test", color=${quoted(attack)}] }`,
  ],
  [
    'an image and a style',
    'graph',
    (attack) =>
      `digraph { graph [stylesheet="http://x.test"]; a [image="http://x.test/a.png", style=${quoted(attack)}] }`,
  ],
  ['a line', 'tree', (attack) => `top\n  ${attack}\n  ${attack}/x\n`],
  ['a path', 'tree', (attack) => `./a/${attack}\n`],
  ['a key and a value', 'json', (attack) => `{${quoted(attack)}: [${quoted(attack)}]}`],
  ['a title and a part', 'size', (attack) => `{${quoted(attack)}: {${quoted(attack)}: 5}, "b": {"c": 5}}`],
  [
    'an SVG',
    'image',
    (attack) => `<svg xmlns="http://www.w3.org/2000/svg"><text>${attack}</text><script>hit()</script></svg>`,
  ],
];

describe('what a stranger prints', () => {
  let opened: Promise<Browser> | undefined;
  after(async () => (await opened)?.close());

  for (const [what, show, of] of pictures) {
    it(`runs nothing and fetches nothing: ${what} of show=${show}`, async () => {
      opened ??= openBrowser();
      const page = await (await opened).newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent('<main></main>');
      const left = await Promise.all(
        attacks.map(async (attack) => {
          const picture = await renderPicture(show, Buffer.from(of(attack)));
          return 'html' in picture ? picture.html : '';
        }),
      );
      await page.evaluate('var hits = 0; function hit() { hits++; }');
      const found = await page.evaluate(async (html) => {
        document.body.innerHTML = html;
        await Promise.allSettled([...document.images].map((image) => image.decode()));
        const elements = [...document.body.querySelectorAll('*')];
        return {
          hits: Reflect.get(window, 'hits'),
          tags: elements.filter((one) => /^(?:script|iframe|style|link|a|object)$/i.test(one.tagName)).length,
          handlers: elements
            .flatMap((one) => one.getAttributeNames())
            .filter((name) => name.startsWith('on')),
        };
      }, left.join(''));
      assert.deepEqual(found, { hits: 0, tags: 0, handlers: [] });
      assert.deepEqual(
        asked.filter((address) => !address.startsWith('data:')),
        [],
      );
      await page.close();
    });
  }

  const mega = 1 << 20;
  const large: [what: string, data: string][] = [
    ['one long word', 'x'.repeat(4 * mega)],
    ['deep folders', 'a/'.repeat(2 * mega)],
    ['deep branches', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}└─a`).join('\n')],
    ['deep lists', '['.repeat(4 * mega)],
    ['a long string', `"${'\\n'.repeat(2 * mega - 1)}"`],
    ['many keys', `{${Array.from({ length: 200_000 }, (_, at) => `"${at}":${at}`).join()}}`],
    ['many attributes', `<svg ${'a="" '.repeat(mega / 2)}></svg>`],
    ['an open attribute', `<svg a="${'b'.repeat(3 * mega)}`],
    ['many elements', `<svg>${'<g>'.repeat(mega)}`],
    ['many statements', `digraph { ${'a -> b;'.repeat(mega / 4)} }`],
  ];
  for (const [what, data] of large) {
    it(`has an answer, whatever the kind, for ${what}`, async () => {
      for (const show of ['graph', 'tree', 'json', 'image', 'size'] as const) {
        const picture = await renderPicture(show, Buffer.from(data), { timeoutMs: 2000 });
        assert.ok('problem' in picture || picture.html.length < 16 * mega, show);
      }
    });
  }

  it('is refused above 4 MB, and where there is nothing', async () => {
    assert.deepEqual(await renderPicture('tree', Buffer.alloc(4 * mega + 1)), {
      problem: 'show=tree takes at most 4 MB of output',
    });
    assert.deepEqual(await renderPicture('json', Buffer.alloc(0)), {
      problem: 'show=json draws what a cell prints on stdout, and it printed nothing',
    });
  });
});
