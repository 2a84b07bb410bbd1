import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deck } from '../../src/deck/deck.ts';
import { linesOnSlide, measureBlock } from '../../src/deck/post/measure-block.ts';
import { packBlocks } from '../../src/deck/post/pack-blocks.ts';
import { complaints, parse } from './parse.ts';

const post = (body: string, head = ''): Deck => parse(`---\ndialect: post\n${head}---\n${body}`);
const shown = (deck: Deck): readonly string[] =>
  deck.slides.map((slide) => `${slide.h}.${slide.v} ${slide.markdown.replace(/\s+/g, ' ').slice(0, 34)}`);
/** A paragraph of so many lines of a slide. */
const prose = (word: string, lines: number): string =>
  `${`${word} `.repeat(Math.floor((lines * 70) / (word.length + 1)) - 2)}end.\n\n`;
const code = (lines: number): string => `\`\`\`nix\n${'x = 1;\n'.repeat(lines)}\`\`\`\n\n`;

describe('how high a block is, in lines of a slide', () => {
  const cases: [kind: Parameters<typeof measureBlock>[0], text: string, low: number, high: number][] = [
    ['paragraph', 'word', 1, 2],
    ['paragraph', 'word '.repeat(100), 7, 9],
    ['paragraph', `[word](https://x.org/${'a'.repeat(300)})`, 1, 2],
    ['paragraph', 'word\n'.repeat(10), 1, 2],
    ['code', `\`\`\`\n${'x\n'.repeat(5)}\`\`\``, 4, 6],
    ['code', `\`\`\`\n${'x\n'.repeat(500)}\`\`\``, 10, 13],
    ['list', '- a\n- b\n- c', 3, 5],
    ['list', `- ${'word '.repeat(40)}`, 4, 6],
    ['table', '| a | b |\n| - | - |\n| c | d |', 3, 4],
    ['picture', '![a](b.png)', 8, 10],
    ['other', '<!-- more -->', 0, 0],
  ];
  for (const [kind, text, low, high] of cases)
    it(`${kind} ${JSON.stringify(text.slice(0, 30))}`, () => {
      const height = measureBlock(kind, text);
      assert.ok(height >= low && height <= high, String(height));
    });
});

describe('things are packed', () => {
  const packed = (...heights: (number | 'long')[]): string =>
    packBlocks(
      heights.map((one) => (one === 'long' ? { height: 8, isLong: true } : { height: one })),
      10,
    ).join(' ');
  const cases: [heights: (number | 'long')[], lengths: string][] = [
    [[], ''],
    [[3, 3, 3], '3'],
    [[6, 6], '1 1'],
    [[3, 3, 3, 3], '2 2'],
    [[9, 2, 2, 2], '1 3'],
    [[99], '1'],
    [[1, 99, 1], '1 1 1'],
    [[2, 'long', 2], '1 1 1'],
    [Array.from({ length: 5 }, () => 4), '2 2 1'],
  ];
  for (const [heights, lengths] of cases)
    it(`${heights.join(' ')} into ${lengths}`, () => assert.equal(packed(...heights), lengths));
  it('in time that grows with their number', () => {
    assert.equal(
      packBlocks(
        Array.from({ length: 50_000 }, () => ({ height: 3 })),
        10,
      ).length,
      16_667,
    );
  });
});

describe('a post becomes a talk', () => {
  it('cut at its headings', () => {
    assert.deepEqual(shown(post('# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n#### D\n\nd\n\n## E\n')), [
      '0.0 # A a',
      '1.0 ## B b',
      '1.1 ### C c #### D d',
      '2.0 ## E',
    ]);
  });
  it('a long section goes on, evenly, and says so', () => {
    const deck = post(`## A\n\n${prose('one', 5)}${prose('two', 5)}${prose('three', 5)}${prose('four', 5)}`);
    assert.deepEqual(
      deck.slides.map((slide) => [slide.h, slide.v, slide.attributes]),
      [
        [0, 0, {}],
        [0, 1, { 'data-continues': 'A', 'data-part': '2' }],
      ],
    );
    assert.match(deck.slides[1]?.markdown ?? '', /^three[\s\S]*four/);
  });
  it('a paragraph is never cut', () => {
    const deck = post(`## A\n\n${prose('long', linesOnSlide * 2)}b\n`);
    assert.equal(deck.slides.length, 2);
    assert.match(deck.slides[0]?.markdown ?? '', /^## A[\s\S]*end\.$/);
  });
  it('what introduces a figure stays with it', () => {
    for (const figure of [
      code(8),
      '- a\n- b\n- c\n- d\n- e\n- f\n\n',
      '![a](b.png)\n\n',
      '| a |\n| - |\n| b |\n| c |\n| d |\n\n',
    ]) {
      const deck = post(`## A\n\n${prose('one', 9)}It looks so\n\n${figure}c\n`);
      assert.match(deck.slides[1]?.markdown ?? '', /^It looks so/, figure);
    }
    const quoted = post(`## A\n\n${prose('one', 11)}She said:\n\n> ${'a '.repeat(90)}\n`);
    assert.match(quoted.slides[1]?.markdown ?? '', /^She said/);
  });
  it('long code has a slide of its own, with what introduces it', () => {
    assert.deepEqual(shown(post(`## A\n\none\n\nSo:\n\n${code(40)}two\n`)), [
      '0.0 ## A one',
      '0.1 So: ```nix x = 1; x = 1; x = 1; x ',
      '0.2 two',
    ]);
  });
  it('long code has it to itself, where what introduces it is more than a line', () => {
    assert.deepEqual(
      shown(post(`## A\n\n${'So it is '.repeat(20)}:\n\n${code(40)}`)).map((one) => one.slice(0, 12)),
      ['0.0 ## A So ', '0.1 ```nix x'],
    );
  });
  it('has a title, and a short introduction below it', () => {
    assert.deepEqual(shown(post('a\n\n## B\n', 'title: T\n')), ['0.0 # T a', '1.0 ## B']);
    assert.deepEqual(
      shown(post(`${prose('a', 8)}## B\n`, 'title: T\nsubtitle: S\n')).map((one) => one.slice(0, 9)),
      ['0.0 # T S', '0.1 a a a', '1.0 ## B'],
    );
    assert.deepEqual(shown(post('## B\n\nb\n', 'title: T\n')), ['0.0 # T', '1.0 ## B b']);
    assert.deepEqual(shown(post('', 'title: T\n')), ['0.0 # T']);
  });
  it('no line of it is lost or twice, whatever it is made of', () => {
    const body = `${prose('a', 3)}## B\n\n${code(30)}> c\n\n${prose('d', 9)}- e\n\n  f\n\n${code(3)}::: columns\n::: column\ng\n:::\n:::\n\n[h]: https://x.org\n\n# I\n`;
    const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');
    assert.deepEqual(
      post(body).slides.flatMap((slide) => lines(slide.markdown)),
      lines(body),
    );
  });
});

describe('a post in the hands of a speaker', () => {
  const body = `## A\n\nFirst of all. Then more of it.\n\nMuch prose here.\n\nIt has a reason. Here it is:\n\n${code(2)}And so on.\n\n> quoted\n`;
  it('its prose goes into the notes, with a sentence left', () => {
    const [slide] = post(body, 'slides: { prose: notes }\n').slides;
    assert.equal(
      slide?.markdown.replace(/\n+/g, '/'),
      '## A/First of all./Here it is:/```nix/x = 1;/x = 1;/```/> quoted',
    );
    assert.equal(
      slide?.notes?.replace(/\n+/g, '/'),
      'First of all. Then more of it./Much prose here./It has a reason. Here it is:/And so on.',
    );
    assert.equal(slide?.whole, body.trimEnd());
  });
  it('what it says has its footnotes, in the article', () => {
    const [slide] = post('## A\n\nb. C.[^d]\n\n## E\n\n[^d]: f\n', 'slides: { prose: notes }\n').slides;
    assert.equal(slide?.whole, '## A\n\nb. C.[^d]\n\n[^d]: f');
  });
  it('what is only said has no slide of its own', () => {
    const deck = post(
      `## A\n\nb\n\n${code(40)}Said. More.\n\nAnd more.\n\n## C\n`,
      'slides: { prose: notes }\n',
    );
    assert.deepEqual(
      shown(deck).map((one) => one.slice(0, 8)),
      ['0.0 ## A', '1.0 ## C'],
    );
    assert.match(deck.slides[0]?.notes ?? '', /And more\.$/);
  });
  it('an emoji at the end of a paragraph introduces nothing', () => {
    const deck = post('## A\n\nb\n\nSo it goes :tada:\n\n> c\n', 'slides: { prose: notes }\n');
    assert.doesNotMatch(deck.slides[0]?.markdown ?? '', /So it goes/);
  });
  it('a sentence ends where its marks do', () => {
    const first = (text: string): string | undefined =>
      post(`## A\n\n${text}\n`, 'slides: { prose: notes }\n').slides[0]?.markdown.slice(6);
    assert.equal(first('See [a. B](c). Then d.'), 'See [a. B](c).');
    assert.equal(first('**One. Two.** Three.'), '**One. Two.**');
    assert.equal(first('It is 2.5 m, e.g. Here. And on.'), 'It is 2.5 m, e.g. Here.');
    assert.equal(first('`a. B` is code. C.'), '`a. B` is code.');
  });
  it('its lists appear item by item', () => {
    const [slide] = post('## A\n\n- b\n- c\n\nd\n', 'slides: { lists: step }\n').slides;
    assert.equal(slide?.markdown.replace(/\n+/g, '/'), '## A/<v-clicks>/- b/- c/</v-clicks>/d');
    assert.deepEqual(slide?.sourceLines.slice(-3), [9, 9, 10]);
  });
  it('these keys tell that it is a post', () => {
    const deck = parse('---\nslides: { prose: notes }\n---\na\n');
    assert.deepEqual(
      [deck.settings.dialect, deck.settings.dialectBecause],
      ['post', 'the front matter has `slides: { prose: .. }`'],
    );
    assert.equal(parse('---\nslides: { prose: notes, separator: x }\n---\na\n').settings.dialect, 'mkslides');
    assert.match(
      complaints(parse('---\nslides: { prose: note }\n---\na\n')).join(),
      /2:11 error `slides.prose` cannot be that; write one of slides, notes/,
    );
  });
});

describe('what Jekyll reads before Markdown does', () => {
  const cases: [name: string, body: string, slide: string][] = [
    ['highlight', '{% highlight nix linenos %}\n{ }\n{% endhighlight %}\n', '```nix\n{ }\n```'],
    ['highlight of a fence', '{% highlight md %}\n```\n{% endhighlight %}\n', '````md\n```\n````'],
    ['raw', '{% raw %}{{ a }}{% endraw %}\n', '{{ a }}'],
    ['attributes of a paragraph', 'a\n{: .b #c d="e"}\n', 'a\n{.b #c d="e"}'],
    ['attributes of a heading', '## a\n{: .b}\n', '## a {.b}\n'],
    ['attributes in a line', '[a](b){:target="_blank"}\n', '[a](b){target="_blank"}'],
    ['in a quoted fence it is code', '> ```\n> a{:.b}\n> ```\n', '> ```\n> a{:.b}\n> ```'],
    ['its table of contents', '* toc\n{:toc}\n', '* toc\n'],
    [
      'in code all of it is text',
      '```\n{% raw %}{: .a}\n```\n\n`{{ a }}` `{% b %}`\n',
      '```\n{% raw %}{: .a}\n```\n\n`{{ a }}` `{% b %}`',
    ],
  ];
  for (const [name, body, slide] of cases)
    it(name, () => {
      const deck = post(body);
      assert.equal(deck.slides[0]?.markdown, slide.trimEnd());
      assert.deepEqual(complaints(deck), []);
    });
  it('other Liquid is text, and told', () => {
    assert.deepEqual(complaints(post('a {{ site.b }}\n\n{% include c.html %}\n')), [
      "4:3 warning `{{ site.b }}` is Liquid's: it is shown as text; write what it stands for",
      "6:1 warning `{% include c.html %}` is Liquid's: it is shown as text; write what it stands for",
    ]);
    assert.match(
      complaints(post('{% highlight nix %}\nx\n')).join(),
      /4:1 warning this `highlight` is not closed/,
    );
  });
});

describe('the front matter of Hugo', () => {
  it('is TOML', () => {
    const deck = parse(
      '+++\ntitle = "A \\"b\\"" # c\ndate = 2024-01-02\ndraft = false\ntags = [\n  "x", # y\n]\n[limits]\npids = 7\n+++\n\n## D\n',
    );
    assert.deepEqual(
      [deck.settings.title, deck.settings.dialect, deck.settings.limits.pids],
      ['A "b"', 'post', 7],
    );
    assert.deepEqual(complaints(deck), []);
    assert.equal(deck.slides[1]?.line, 12);
  });
  it('of which the rest is told', () => {
    const deck = parse(
      '+++\ntitle = "A"\n[[params.x]]\nb = """c"""\ntitel = "x"\n[limits]\npids = "many"\n+++\n',
    );
    assert.deepEqual(
      complaints(deck).map((one) => one.replace(/;.*/, '')),
      [
        '3:1 warning of TOML only `key = value` and `[table]` are read: lists of tables are not read here',
        '4:1 warning of TOML only `key = value` and `[table]` are read: the value of `b` is not read here',
        '5:1 warning `titel` means nothing here',
        '7:1 error `limits.pids` is not what it should be',
      ],
    );
  });
  it('must be closed', () => {
    assert.match(
      complaints(parse('+++\ntitle = "A"\n')).join(),
      /1:1 error the front matter is not closed; end it with a line `\+\+\+`/,
    );
  });
});
