import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deck } from '../../src/deck/deck.ts';
import { complaints, outline, parse } from './parse.ts';

const slidev = (body: string, files: Readonly<Record<string, string>> = {}): Deck =>
  parse(`---\ndialect: slidev\nlayout: default\n---\n${body}`, files);
const text = (body: string): readonly string[] => slidev(body).slides.map((slide) => slide.markdown);
const attributes = (body: string): readonly Deck['slides'][number]['attributes'][] =>
  slidev(body).slides.map((slide) => slide.attributes);

describe('Slidev: where slides are cut', () => {
  const cases: [name: string, body: string, slides: readonly string[]][] = [
    ['blank lines', 'a\n\n---\n\nb\n', ['a', 'b']],
    ['no blank line before: no setext heading', 'a\n---\n\nb\n', ['a', 'b']],
    ['front matter', 'a\n\n---\nlayout: center\n---\n\nb\n', ['a', 'b']],
    ['front matter and text without a blank line', 'a\n---\nlayout: center\n---\nb\n', ['a', 'b']],
    [
      'front matter with comments and lists',
      'a\n---\n# c\nclass: [x, y]\ndragPos:\n  q: 1\n---\nb\n',
      ['a', 'b'],
    ],
    ['a slide of nothing but front matter', 'a\n---\nlayout: end\n---\n\n---\n\nb\n', ['a', '', 'b']],
    ['what is no mapping is text', 'a\n\n---\nb\n---\n\nc\n', ['a', 'b', 'c']],
    ['a heading is no comment of YAML', 'a\n\n---\n# b\n---\n\nc\n', ['a', '# b', 'c']],
    [
      'a blank line before the keys: text',
      'a\n\n---\n\nlayout: center\n\n---\n\nb\n',
      ['a', 'layout: center', 'b'],
    ],
    ['more dashes', 'a\n\n-----\n\nb\n', ['a', 'b']],
    ['in a fence', 'a\n\n```yaml\n---\nlayout: x\n---\n```\n', ['a\n\n```yaml\n---\nlayout: x\n---\n```']],
    ['in a comment', 'a\n\n<!--\n---\n-->\n\nb\n', ['a\n\n<!--\n---\n-->\n\nb']],
    ["a fence of YAML, all Slidev's", 'a\n\n---\n\n```yaml\nlayout: center\n```\n\nb\n', ['a', 'b']],
    ['a fence of other YAML', 'a\n\n---\n\n```yaml\nkind: Pod\n```\n', ['a', '```yaml\nkind: Pod\n```']],
  ];
  for (const [name, body, slides] of cases) it(name, () => assert.deepEqual(text(body), slides));

  it('knows the lines of each', () => {
    assert.equal(outline(slidev('a\n\n---\nlayout: end\n---\n\nb\nc\n')), '0.0 5-5 a | 1.0 11-12 b/c');
  });
  it('says what is wrong with the YAML of a slide', () => {
    assert.match(complaints(slidev('a\n\n---\nlayout: [\n---\n\nb\n')).join(), /^8:1 warning .*not YAML/);
  });
});

describe('Slidev: front matter of a slide', () => {
  const cases: [yaml: string, expected: Readonly<Record<string, string>>][] = [
    ['layout: cover', { class: 'layout-title' }],
    ['layout: two-cols\nclass: gap', { class: 'layout-two-columns gap' }],
    ['layout: fact\nclass: [a, b]', { class: 'layout-fact a b' }],
    ['layout: image-right\nimage: /x.png', { class: 'layout-image-right' }],
    ['background: "#123456"', { 'data-background': '#123456' }],
    [
      'background: ./x.png\nbackgroundSize: 40%',
      { 'data-background-image': './x.png', 'data-background-size': '40%' },
    ],
    ['background: linear-gradient(red, blue)', { 'data-background': 'linear-gradient(red, blue)' }],
    ['transition: slide-up | fade', { 'data-transition': 'slide' }],
    ['routeAlias: end', { id: 'end' }],
    ['hide: true', { 'data-visibility': 'hidden' }],
    ['disabled: true', { 'data-visibility': 'hidden' }],
    ['clicks: 3\nlevel: 2\nzoom: 0.8', {}],
  ];
  for (const [yaml, expected] of cases)
    it(JSON.stringify(yaml), () =>
      assert.deepEqual(attributes(`a\n\n---\n${yaml}\n---\n\nb\n`)[1], expected),
    );

  it('makes a cover of the first slide, unless it says otherwise', () => {
    assert.deepEqual(parse('---\ndialect: slidev\n---\na\n').slides[0]?.attributes, {
      class: 'layout-title',
    });
    assert.deepEqual(attributes('a\n')[0], {});
  });
  it("takes the deck's defaults", () => {
    const deck = parse(
      '---\ndialect: slidev\ndefaults: { layout: center }\n---\na\n\n---\n\nb\n\n---\nlayout: end\n---\n',
    );
    assert.deepEqual(
      deck.slides.map((slide) => slide.attributes.class),
      ['layout-center', 'layout-center', 'layout-end'],
    );
  });
  it("joins a comment's classes to it", () => {
    assert.deepEqual(attributes('a\n\n---\nclass: x\n---\n<!-- .slide: class="y" id="z" -->\n')[1], {
      class: 'x y',
      id: 'z',
    });
  });
  it('puts the picture of a layout on the slide', () => {
    assert.equal(
      text('a\n\n---\nlayout: image-left\nimage: x y.png\n---\n\nb\n')[1],
      'b\n\n![](<x y.png>){alt=""}',
    );
  });
  it('loads nothing from other hosts, and says so', () => {
    const deck = slidev('a\n\n---\nlayout: image\nimage: https://x.org/a.png\n---\n\nb\n');
    assert.deepEqual(deck.slides[1]?.attributes, {});
    assert.match(
      complaints(deck).join(),
      /^9:1 warning `image` is on another host.*; put the picture beside/,
    );
  });
  it('an arrow is left out, and said so once', () => {
    const deck = slidev('a\n\n<arrow x1="1" y1="2" x2="3" y2="4" />\n\n<Arrow x1="1" />\n');
    assert.doesNotMatch(deck.slides[0]?.markdown ?? '', /arrow|code/i);
    assert.deepEqual(complaints(deck), [
      '7:1 warning `<arrow>` is left out: it is drawn by Slidev; remove it, or draw it in a picture',
    ]);
  });
  it('has no layout of a theme', () => {
    const deck = slidev('a\n\n---\nlayout: bio\n---\n\nb\n');
    assert.equal(deck.slides[1]?.attributes.class, 'layout-bio');
    assert.match(complaints(deck).join(), /`bio` is no layout of Slidev's own/);
  });
});

describe('Slidev: what stands in a slide', () => {
  it('the last comment is the notes', () => {
    const [first, second] = slidev(
      '<!-- x -->\n\na\n\n<!--\n**b**\n-->\n\n---\n\nc\n\n<!-- .slide: id="d" -->\n',
    ).slides;
    assert.deepEqual([first?.markdown, first?.notes], ['<!-- x -->\n\na', '**b**']);
    assert.deepEqual([second?.notes, second?.attributes.id], [undefined, 'd']);
  });
  it('slots become columns', () => {
    const columns = (body: string): string =>
      (text(`x\n\n---\nlayout: two-cols\n---\n${body}`)[1] ?? '').replace(/\n+/g, '/');
    const both = '::: columns/::: column/a/:::/::: column/b/:::/:::';
    assert.equal(columns('a\n\n::right::\n\nb\n'), both);
    assert.equal(columns('::left::\na\n::right::\nb\n'), both);
    assert.equal(columns('t\n\n::left::\na\n::right::\nb\n'), `t/${both}`);
    assert.equal(columns('```\n::right::\n```\n'), '```/::right::/```');
    assert.equal(columns('a\n\n::bottom::\nb\n'), 'a/::: slot-bottom/b/:::');
  });
  it('what needs Vue stays readable, and is told once', () => {
    const deck = slidev(
      '<Tweet id="1" />\n\n<Tweet id="2" />\n\n<Box>c **d**</Box>\n\n`<Tweet/>` {{ x }} <mdi-cat /> e\n',
    );
    assert.equal(
      deck.slides[0]?.markdown,
      '<code class="component">&lt;Tweet id=&quot;1&quot; /&gt;</code>\n\n' +
        '<code class="component">&lt;Tweet id=&quot;2&quot; /&gt;</code>\n\n' +
        '<span class="component">c **d**</span>\n\n`<Tweet/>` {{ x }} <span class="icon"></span> e',
    );
    assert.deepEqual(
      complaints(deck).map((one) => one.split(':')[0]),
      ['5', '9', '11', '11'],
    );
  });
  it('elements lose what no browser reads, and no line', () => {
    const [slide] = slidev('<div\n  @click="go()"\n  v-click\n  class="x"\n>\n  a\n</div>\n').slides;
    assert.equal(slide?.markdown, '<div\n  data-vue=""\n  v-click\n  class="x"\n>\n  a\n</div>');
  });
  it('the lines of a formula are not stepped', () => {
    assert.equal(text('$$ {1|2}\nx\n$$\n')[0], '$$\nx\n$$');
  });
  it('<Toc> is a list of the slides', () => {
    const body =
      '# A [b]\n\n<Toc maxDepth="2" />\n\n---\n\n## C <D/>\n\n---\ntitle: E\n---\n\n### f\n\n---\nlevel: 2\n---\n\n# G\n\n---\nhideInToc: true\n---\n\n# H\n';
    assert.equal(text(body)[0], '# A [b]\n\n\n- [A \\[b\\]](#/0)\n  - [C](#/1)\n  - [G](#/3)');
    assert.equal(text('```html\n<Toc />\n```\n')[0], '```html\n<Toc />\n```');
  });
  it('scripts do not run', () => {
    const deck = slidev('a\n\n<script setup lang="ts">\nconst b = 1\n</script>\n');
    assert.equal(deck.slides[0]?.markdown, 'a\n\n<script type="text/x-vue">\nconst b = 1\n</script>');
    assert.deepEqual(complaints(deck), ['7:1 warning `<script>` needs Vue: it does not run; remove it']);
  });
  it('styles are about their slide', () => {
    assert.equal(
      text('<style scoped>\nh1 { color: red }\n</style>\n')[0],
      '<style>@scope {\nh1 { color: red }\n}</style>',
    );
  });
});

describe('Slidev: other files', () => {
  const files = {
    'code/a.ts': '// #region one\n  first();\n// #endregion\nsecond();\n',
    'pages/b.md':
      '---\nlayout: section\nclass: of-page\n---\n# B\n\n---\n\n<<< ../code/a.ts#one js {1}\n\n---\nsrc: ./c.md\n---\n',
    'pages/c.md': '# C\n\n---\n\n# D\n\n---\n\n# E\n',
    'loop.md': '# L\n\n---\nsrc: ./loop.md\n---\n',
  };
  it('are imported, with what they import', () => {
    const deck = slidev('a\n\n---\nsrc: ./pages/b.md\nclass: mine\n---\n\nignored\n\n---\n\nz\n', files);
    assert.deepEqual(
      deck.slides.map((slide) => slide.markdown),
      ['a', '# B', '```js {1}\nfirst();\n```', '# C', '# D', '# E', 'z'],
    );
    assert.equal(deck.slides[1]?.attributes.class, 'layout-section mine');
    assert.deepEqual(
      deck.slides.map((slide) => slide.line),
      [5, 8, 8, 8, 8, 8, 16],
    );
    assert.deepEqual(complaints(deck), []);
  });
  it('or some of their slides', () => {
    const deck = slidev('---\nsrc: pages/c.md#1,3-9\n---\n', files);
    assert.deepEqual(deck.slides.map((slide) => slide.markdown).slice(1), ['# C', '# E']);
  });
  it('do not import themselves without end', () => {
    const deck = slidev('---\nsrc: loop.md\n---\n', files);
    assert.equal(deck.slides.length, 3);
    assert.match(complaints(deck).join(), /imports itself/);
  });
  it('that are not there are told, and lose nothing', () => {
    const deck = slidev('a\n\n<<< @/gone.ts\n\n---\nsrc: gone.md\n---\n\nb\n');
    assert.deepEqual(
      deck.slides.map((slide) => slide.markdown),
      ['a\n\n`<<< @/gone.ts`', 'b'],
    );
    assert.deepEqual(complaints(deck), [
      '7:1 warning no gone.ts; write it',
      '10:1 warning no gone.md; write it',
    ]);
  });
  it('have the regions that are named', () => {
    const deck = slidev('<<< @/code/a.ts#two\n', files);
    assert.match(complaints(deck).join(), /^5:1 warning `@\/code\/a.ts` has no `#region two`/);
  });
});

describe('Slidev: the head of a deck', () => {
  it('tells its dialect', () => {
    for (const head of ['drawings: {}', 'mdc: true', 'themeConfig: {}'])
      assert.equal(parse(`---\n${head}\n---\na\n`).settings.dialect, 'slidev');
    assert.equal(parse('a\n\n::right::\n\nb\n').settings.dialect, 'slidev');
    assert.equal(parse('a\n\n```md\n---\nlayout: center\n---\n```\n').settings.dialect, 'reveal');
    assert.equal(parse('a\n---\nDocker: why\nnot\n---\nb\n').settings.dialect, 'reveal');
  });
  it("has a theme of Slidev's, which is told once, or one of ours", () => {
    const own = parse('---\ntheme: seriph\nmdc: true\n---\na\n');
    assert.equal(own.settings.theme, undefined);
    assert.match(complaints(own).join(), /^2:1 warning `seriph` is a theme of Slidev/);
    assert.equal(parse('---\ntheme: moon\nmdc: true\n---\na\n').settings.theme, 'moon');
    assert.deepEqual(complaints(parse('---\ntheme: default\nmdc: true\n---\na\n')), []);
  });
  it('gives reveal.js the transition and the shape', () => {
    const { revealOptions } = parse(
      '---\nmdc: true\ntransition: slide-left\naspectRatio: 4/3\n---\na\n',
    ).settings;
    assert.deepEqual(revealOptions, { transition: 'slide', width: 1280, height: 960 });
  });
});
