import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { complaints, outline, parse } from './parse.ts';

describe('parseDeck: slides', () => {
  it('knows the source lines of each', () => {
    const deck = parse('---\ntitle: T\n---\n\n# A\n\na\n\n---\n\nb\n\n----\n\n\nc\n\n---\n');
    assert.equal(outline(deck), '0.0 5-7 # A//a | 1.0 11-11 b | 1.1 16-16 c | 2.0 19-19 ');
  });
  it('reads CRLF and a byte order mark as if they were not there', () => {
    const text = '---\ntitle: T\n---\n\na\n\n---\n\nb\n';
    assert.deepEqual(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}`), parse(text));
  });
  it('takes speaker notes, but not out of code', () => {
    const deck = parse('a\n\nNote: b\nc\n\n---\n\n```\nNote: x\n```\nNOTES:\n- y\n');
    assert.deepEqual(
      deck.slides.map((slide) => slide.notes),
      ['b\nc', '- y'],
    );
    assert.equal(deck.slides[1]?.markdown, '```\nNote: x\n```');
  });
  it('gives a slide its attributes', () => {
    const deck = parse(
      '<!-- .slide: data-background="#f00" class="x" -->\n# A\n\n---\n\n`<!-- .slide: id="y" -->`\n',
    );
    assert.deepEqual(
      deck.slides.map((slide) => slide.attributes),
      [{ 'data-background': '#f00', class: 'x' }, {}],
    );
  });
  it('keeps the lines of the deck where files are included', () => {
    const deck = parse('a\n\n```nix\n{{#include a.nix}}\n```\n\n---\n\nb\n\n```bash {run}\nx\n```\n', {
      'a.nix': '1\n2\n3\n',
    });
    assert.deepEqual(
      deck.slides.map((slide) => slide.sourceLines),
      [
        [1, 2, 3, 4, 4, 4, 5],
        [9, 10, 11, 12, 13],
      ],
    );
    assert.equal(deck.cells[0]?.line, 11);
  });
  it('shares footnotes and reference links', () => {
    const deck = parse('a[^1] [r]\n\n---\n\nb\n\n[^1]: note\n\n[r]: https://x.org\n');
    assert.equal(deck.slides[0]?.markdown, 'a[^1] [r]\n\n[^1]: note');
    assert.equal(deck.slides[0]?.endLine, 1);
    assert.equal(deck.references.R?.href, 'https://x.org');
  });
  it('wonders at a long text that nothing cuts', () => {
    const long = 'a\n\n'.repeat(100);
    const cut = parse(long);
    assert.equal(cut.settings.dialect, 'post');
    assert.ok(cut.slides.length > 5);
    assert.match(
      complaints(cut).join(),
      /^1:1 warning nothing separates its 199 lines: they are cut like a post/,
    );
    const told = parse(`---\ndialect: reveal\n---\n${long}`);
    assert.equal(told.slides.length, 1);
    assert.match(complaints(told).join(), /^4:1 warning nothing separates the slides/);
    assert.equal(parse(`${long}----\n\nbelow\n`).slides.length, 2);
  });
});

describe('parseDeck: cells', () => {
  it('numbers and names them', () => {
    const deck = parse(
      '```bash {run}\na\n```\n\n---\n\n- x\n\n  ~~~nix {build name=b session=s}\n  b\n  ~~~\n\n```bash\nno\n```\n',
    );
    assert.deepEqual(
      deck.cells.map(({ id, ordinal, kind, line, session, body }) => ({
        id,
        ordinal,
        kind,
        line,
        session,
        body,
      })),
      [
        { id: '1', ordinal: 1, kind: 'run', line: 1, session: 'main', body: 'a\n' },
        { id: 'b', ordinal: 2, kind: 'build', line: 9, session: 's', body: 'b\n' },
      ],
    );
    assert.deepEqual(
      deck.slides.map((slide) => slide.cells),
      [['1'], ['b']],
    );
  });
  it('has none in notes, comments and other fences', () => {
    const deck = parse(
      '<!--\n```bash {run}\n```\n-->\n\n````\n```bash {run}\n```\n````\n\nNote:\n```bash {run}\nx\n```\n',
    );
    assert.deepEqual(deck.cells, []);
  });
  it('says where an option is wrong', () => {
    assert.deepEqual(complaints(parse('# A\n\n> 1. ```bash {run tiemout=3s}\n>    ```\n')), [
      '3:19 error there is no option `tiemout`; did you mean `timeout`?',
    ]);
  });
  it('says which names are taken', () => {
    const deck = parse('```bash {run name=a}\n```\n\n```bash {run name=a}\n```\n');
    assert.deepEqual(complaints(deck), [
      '4:14 error the cell of line 1 is named `a` already; give each cell a name of its own',
    ]);
    assert.deepEqual(
      deck.cells.map((cell) => cell.id),
      ['a', '2'],
    );
  });
  it('says which outputs have no cell', () => {
    assert.deepEqual(complaints(parse('a\n\n<!-- output: x -->\n')), [
      '3:1 error no cell is named `x`; name one: `{run name=x}`',
    ]);
  });
  it('wonders at what is nearly a cell', () => {
    assert.deepEqual(complaints(parse('```bash {rnu}\n```\n')), [
      '1:10 warning `rnu` makes no cell of this; did you mean `run`?',
    ]);
  });
});

describe('parseDeck: front matter', () => {
  const head = (yaml: string): ReturnType<typeof parse> => parse(`---\n${yaml}\n---\n# H\n`);

  it('has defaults', () => {
    const { settings } = parse('# The *title*\n');
    assert.equal(settings.title, 'The title');
    assert.deepEqual(settings.limits, {
      memoryBytes: 2 ** 29,
      pids: 256,
      diskBytes: 2 ** 30,
      cpus: 1,
      idleMs: 1_200_000,
    });
    assert.deepEqual(settings.environment, {
      packages: [],
      nixpkgs: 'pocket',
      substituters: [],
      trustedPublicKeys: [],
      network: 'none',
      containers: false,
    });
    assert.equal(settings.layout, 'slides');
  });
  it('reads ours, with comments', () => {
    const { settings, problems } = head(
      'title: A # b\n# c\nlimits: { memory: 1G, idle: 30s }\nenvironment:\n  packages: [hello]\ncss: x.css\nlayout: article',
    );
    assert.deepEqual(problems, []);
    assert.equal(settings.title, 'A');
    assert.deepEqual(
      [settings.limits.memoryBytes, settings.limits.idleMs, settings.limits.pids],
      [2 ** 30, 30_000, 256],
    );
    assert.deepEqual(
      [settings.environment.packages, settings.css, settings.layout],
      [['hello'], ['x.css'], 'article'],
    );
  });
  it('reads those of mkslides', () => {
    const { settings } = head(
      'slides:\n  theme: solarized\n  highlight_theme: vs\nrevealjs:\n  transition: fade',
    );
    assert.deepEqual(
      [settings.dialect, settings.theme, settings.highlightTheme],
      ['mkslides', 'solarized', 'vs'],
    );
    assert.deepEqual(settings.revealOptions, { transition: 'fade' });
  });

  const wrong: [yaml: string, complaint: RegExp][] = [
    ['titel: x', /^2:1 warning `titel` means nothing here; did you mean `title`\?$/],
    ['limits: { memory: lots }', /^2:11 error `limits.memory` is not a size; write it as `512M` or `1G`$/],
    ['limits: { memroy: 1G }', /^2:11 error `limits` has no `memroy`; did you mean `memory`\?$/],
    ['limits: 3', /^2:1 error `limits` is not what it should be/],
    ['environment:\n  network: ful', /^3:3 error `environment.network` cannot be that; .*full/],
    ['dialect: revael', /^2:1 error `dialect` cannot be that; write one of reveal, mkslides, slidev, post/],
    ['title: a: b', /^2:\d+ error the front matter is not YAML/],
    ['separator: "(?=x)"', /^2:1 error `\(\?=x\)` cannot separate slides: .*; .*RE2/],
    ['slides:\n  separator_vertical: "^\\\\s*$"', /^3:3 error .*matches the empty text/],
    ['title: [', /not YAML/],
  ];
  for (const [yaml, complaint] of wrong) {
    it(`${JSON.stringify(yaml)} is wrong`, () => {
      const found = complaints(head(yaml));
      assert.match(found.join('\n'), complaint);
      assert.equal(found.length, 1);
    });
  }
  it('one wrong key does not cost the others', () => {
    const { settings, problems } = head('title: A\npids: 3\nlimits: { pids: many, cpu: 2 }\nlang: 3');
    assert.deepEqual(
      [settings.title, settings.limits.cpus, settings.limits.pids, settings.lang],
      ['A', 2, 256, 'en'],
    );
    assert.equal(problems.length, 2);
  });
  it('is not there in a deck that begins with a separator', () => {
    assert.deepEqual(parse('---\n# A\n\n---\n\nb\n').slides.length, 2);
    assert.deepEqual(complaints(parse('---\n\nJust text.\n\n---\n\nb\n')), []);
  });
  it('must be closed', () =>
    assert.match(complaints(parse('---\ntitle: x\n')).join(), /1:1 error the front matter is not closed/));
});

describe('parseDeck: dialects', () => {
  const cases: [text: string, dialect: string, because: RegExp][] = [
    ['# A\n', 'reveal', /nothing/],
    ['---\nslides: {}\n---\n', 'mkslides', /`slides:`/],
    ['---\nlayout: post\n---\na\n', 'post', /`layout`/],
    ['---\ndate: 2024-01-01\n---\na\n', 'post', /`date`/],
    ['---\ndate: 2024-01-01\n---\na\n\n---\n\nb\n', 'reveal', /nothing/],
    ['---\nlayout: article\n---\na\n', 'reveal', /nothing/],
    ['a\n\n---\nlayout: center\n---\n\nb\n', 'slidev', /layout: center/],
    ['---\ndialect: post\nslides: {}\n---\n', 'post', /says so/],
  ];
  for (const [text, dialect, because] of cases) {
    it(`${JSON.stringify(text)} is ${dialect}`, () => {
      const { settings } = parse(text);
      assert.equal(settings.dialect, dialect);
      assert.match(settings.dialectBecause, because);
    });
  }
  it('cuts a post at its headings', () => {
    const deck = parse(
      '---\ntitle: T\nlayout: post\n---\nIntro\n\n## A\na\n\n### B\nb\n\n```\n## no\n```\n\n## C\n',
    );
    assert.equal(
      outline(deck),
      '0.0 2-5 # T//Intro | 1.0 7-8 ## A/a | 1.1 10-15 ### B/b//```/## no/``` | 2.0 17-17 ## C',
    );
  });
  it('goes on below where a section of a post is long', () => {
    const paragraph = `${'word '.repeat(100)}\n\n`;
    const deck = parse(`---\nlayout: post\n---\n## A\n\n${paragraph.repeat(4)}`);
    assert.deepEqual(
      deck.slides.map((slide) => `${slide.h}.${slide.v}`),
      ['0.0', '0.1', '0.2', '0.3'].slice(0, deck.slides.length),
    );
    assert.ok(deck.slides.length > 1);
  });
});

describe('parseDeck: chunks', () => {
  const file = (body: string, info = 'nix {file=a}') => `\`\`\`${info}\n${body}\n\`\`\`\n\n`;
  const chunk = (name: string, body: string) => file(body, `nix {chunk=${name}}`);

  it('are put into files, before and after they are defined, and are no cells', () => {
    const deck = parse(`${file('[\n  <<x>>\n]')}---\n\n${chunk('x', '1')}${chunk('x', '2')}${file('<<x>>')}`);
    assert.deepEqual(
      deck.cells.map(({ id, body, written }) => ({ id, body, written })),
      [
        { id: '1', body: '[\n  <<x>>\n]\n', written: '[\n  1\n  2\n]\n' },
        { id: '2', body: '<<x>>\n', written: '1\n2\n' },
      ],
    );
    assert.deepEqual(
      deck.chunks.map(({ name, line }) => [name, line]),
      [
        ['x', 9],
        ['x', 13],
      ],
    );
    assert.deepEqual(complaints(deck), []);
  });
  it('are put into files alone', () => {
    const deck = parse(`${file('<<x>>', 'bash {run}')}${file('+<<x>>', 'diff {patch=a}')}`);
    assert.deepEqual(
      deck.cells.map((cell) => cell.written),
      ['<<x>>\n', '+<<x>>\n'],
    );
    assert.deepEqual(complaints(deck), []);
  });
  it('say where a reference leads nowhere, and which of them nobody uses', () => {
    const text = `${chunk('inputs', 'x')}- in a list\n\n  \`\`\`nix {file=a}\n    <<inptus>>\n  \`\`\`\n`;
    assert.deepEqual(complaints(parse(text)), [
      '1:9 warning no file has the chunk `inputs`; write `<<inputs>>` on a line of one',
      '8:5 error no chunk is named `inptus`; did you mean `<<inputs>>`?',
    ]);
  });
  it('say what is wrong with their own marks', () => {
    assert.deepEqual(complaints(parse('```nix {chunk step}\n```\n')), [
      '1:9 error `chunk` needs a word that begins with a letter; write `chunk=inputs`',
      '1:15 error `step` means nothing for a chunk; remove it',
    ]);
  });
});

describe('parseDeck: solutions', () => {
  it('knows which cells stand in one', () => {
    const cellIn = (name: string) => `\`\`\`bash {run name=${name}}\ntrue\n\`\`\`\n\n`;
    const deck = parse(
      `${cellIn('a')}::: hint\n\n${cellIn('b')}:::\n\n::: solution Title\n\n::: columns\n\n${cellIn('c')}:::\n\n:::\n\n${cellIn('d')}`,
    );
    assert.deepEqual(
      deck.cells.map(({ id, isSolution = false }) => `${id} ${isSolution}`),
      ['a false', 'b false', 'c true', 'd false'],
    );
  });
});
