import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectDir } from '../../src/environment/places.ts';
import { layoutNames } from '../../src/lint/rules/slide-attributes.ts';
import { complaints, parse } from '../deck/parse.ts';
import { lint } from './lint.ts';

describe('lintDeck: links', () => {
  it('finds those that lead nowhere', async () => {
    const text = [
      '[a](https://example.org/x) [b](mailto:a@example.org) [c](notes.pdf) [d](../other/) [e](../)',
      '[f](notse.pdf) [g](htps://example.org) [h](http:/example.org) [i](www.example.org)',
      '[j](../gone/) [k](../other/deck.md) [l](secret.nix) [m](notes/) <a href="%2e%2e/%2e%2e/x.pdf">n</a>',
      '',
      '`[o](none.pdf)` [p]',
      '',
      '[p]: gone.pdf',
    ];
    const files = {
      'talk/notes.pdf': '',
      'talk/secret.nix': '',
      'talk/notes/x': '',
      'other/deck.md': '# Other',
    };
    assert.deepEqual(await lint(text.join('\n'), files), [
      '2:5 error the link `notse.pdf` leads nowhere: there is no such file beside the deck [dead-link]; did you mean `notes.pdf`?',
      '2:20 error the link `htps://example.org` leads nowhere: no browser knows `htps:` [dead-link]; did you mean `https:`?',
      '2:44 error the link `http:/example.org` leads nowhere: it names no host [dead-link]; write it as `http://example.org/page`',
      '2:67 error the link `www.example.org` leads nowhere: there is no such file beside the deck [dead-link]; write it as `https://www.example.org`',
      '3:5 error the link `../gone/` leads nowhere: it leaves the folder of the deck, and no deck beside it has that name [dead-link]; the decks beside it are other, talk',
      "3:19 error the link `../other/deck.md` leads nowhere: it leaves the folder of the deck [dead-link]; link to the deck's page, `../other/`",
      '3:41 error the link `secret.nix` leads nowhere: a page gets no `.nix` files [dead-link]; show it in the deck, by `{{#include secret.nix}}`, or name the address where it is published',
      '3:57 error the link `notes/` leads nowhere: it is a folder [dead-link]; name a file in it',
      '3:74 error the link `%2e%2e/%2e%2e/x.pdf` leads nowhere: it leaves the folder of the deck, and no deck beside it has that name [dead-link]; the decks beside it are other, talk',
      '7:6 error the link `gone.pdf` leads nowhere: there is no such file beside the deck [dead-link]; put the file into the folder of the deck, or mend the path',
    ]);
  });
  it('knows the ids and numbers of slides as the page has them', async () => {
    const text = [
      '# Begin',
      '[a](#begin) [b](#/1/1) [c](#/2) [d](#/own) [e](#begin-2) [f](#why) [g](#top) [h](#later)',
      '[i](#beginn) [j](#/1/2) [k](#/3) [l](#nothing-like-it)',
      '---',
      '## Begin',
      '',
      '```bash {run output=next}',
      'true',
      '```',
      '---',
      '<!-- .slide: data-visibility="hidden" -->',
      '## Later',
      '---',
      '<!-- .slide: id="own" -->',
      '<p id="why">x</p>',
    ];
    assert.deepEqual(await lint(text.join('\n')), [
      '2:82 error the link `#later` leads nowhere: it is on a hidden slide [dead-anchor]; show that slide, or remove the link',
      '3:5 error the link `#beginn` leads nowhere: no heading and no element has that id [dead-anchor]; did you mean `#begin`?',
      '3:18 error the link `#/1/2` leads nowhere: there is no such slide [dead-anchor]; the last one below is `#/1/1`',
      '3:29 error the link `#/3` leads nowhere: there is no such slide [dead-anchor]; the last one across is `#/2`',
      '3:38 error the link `#nothing-like-it` leads nowhere: no heading and no element has that id [dead-anchor]; give one the id: `{#nothing-like-it}` after a heading',
    ]);
  });
  it('finds references and footnotes without a definition, and no brackets that are meant', async () => {
    const text = [
      '[a][one] [b][two] a[i][j] \\[c\\]\\[d\\] `[e][f]` x[^1] y[^2] [^a-z]',
      '---',
      '[one]: https://example.org',
      '',
      '[^1]: note',
      '[^3]: unused',
    ];
    assert.deepEqual(await lint(text.join('\n')), [
      '1:12 warning nothing defines the link `[two]`: its brackets are shown [undefined-reference]; write `[two]: https://example.org` on a line of its own, anywhere in the deck',
      '1:54 error nothing defines the footnote `[^2]`: its brackets are shown [undefined-reference]; write `[^2]: ...` on a line of its own, anywhere in the deck',
      '3:1 warning this slide is empty [empty-slide]; remove a separator, or write `Note:` and what you will say',
      '6:1 warning nothing names the footnote `[^3]`: its text is not shown [lost-text]; write `[^3]` where it belongs, or remove it',
    ]);
  });
});

describe('lintDeck: files', () => {
  it('finds what the page cannot load', async () => {
    const text = [
      '---',
      'css: [own.css, gone.css]',
      '---',
      '',
      '<!-- .slide: data-background-image="back.png, bakc.png" -->',
      '![here](pic.png) ![gone](picc.png) ![far](https://example.org/x.png) ![out](../x.png)',
      '<video src="film.mp4" poster="pic.png"></video>',
    ];
    const files = { 'talk/own.css': '', 'talk/back.png': '', 'talk/pic.png': '', 'x.png': '' };
    assert.deepEqual(await lint(text.join('\n'), files), [
      '2:1 error `gone.css` cannot be loaded: there is no such file beside the deck [missing-file]; put the file into the folder of the deck, or mend the path',
      '5:47 error `bakc.png` cannot be loaded: there is no such file beside the deck [missing-file]; did you mean `back.png`?',
      '6:26 error `picc.png` cannot be loaded: there is no such file beside the deck [missing-file]; did you mean `pic.png`?',
      '6:43 error `https://example.org/x.png` cannot be loaded: a page loads nothing from other hosts [missing-file]; put the file into the folder of the deck',
      '6:77 error `../x.png` cannot be loaded: it leaves the folder of the deck [missing-file]; put the file into the folder of the deck',
      '7:13 error `film.mp4` cannot be loaded: there is no such file beside the deck [missing-file]; put the file into the folder of the deck, or mend the path',
    ]);
  });
  it('wants words for pictures, but for those that only decorate', async () => {
    const text = '![](a.png) ![words](a.png) ![](a.png){alt=""} <img src="a.png"> <img src="a.png" alt="">';
    const says =
      'the picture `a.png` has no text in its place [image-alt]; say in a few words what it shows; of one that only decorates, say so: `![](x.png){alt=""}`';
    assert.deepEqual(await lint(text, { 'talk/a.png': '' }), [`1:5 warning ${says}`, `1:57 warning ${says}`]);
  });
});

describe('lintDeck: slides', () => {
  it('finds empty ones, hidden ones that others stand on, and text that is lost', async () => {
    const text = [
      '# A',
      '---',
      '',
      '---',
      '<!-- .slide: data-visibility="hidden" -->',
      '```bash {run}',
      'x=1',
      '```',
      '---',
      '```bash {run}',
      'echo $x',
      '```',
      'Note:',
      '```bash {run}',
      'never',
      '```',
      '---',
      'a',
      '',
      '~~~bash',
      'b',
      '---',
    ];
    assert.deepEqual(await lint(text.join('\n')), [
      '3:1 warning this slide is empty [empty-slide]; remove a separator, or write `Note:` and what you will say',
      '5:1 warning this slide is hidden, but the cell of line 10 stands on its cells: they run unseen [hidden-slide]; show the slide, with `hide` in its cells, or give those cells a `session=` of their own',
      '14:4 warning this cell does not run: it is in the notes [not-a-cell]; put it before `Note:`, with `hide` if nobody is to see it',
      '20:1 error this fence is not closed: what follows is shown as code [lost-text]; end it with a line of its own: ~~~',
    ]);
    assert.deepEqual(await lint('a\n\n<!-- b\n\nc\n'), [
      '3:1 error this comment is not closed: what follows is not shown [lost-text]; end it with `-->`',
    ]);
  });
});

describe('lintDeck: what a slip of the pen makes of a slide', () => {
  it('an address with a blank in it, where it stands', async () => {
    assert.deepEqual(
      await lint('a ![pic](my pic.png), [b](my talk.pdf), [c](words in brackets), `[d](my x.md)`\n'),
      [
        '1:10 warning an address ends at a blank: this is no picture, and its brackets are shown [blank-in-address]; write `(<my pic.png>)`, or a name without blanks',
        '1:27 warning an address ends at a blank: this is no link, and its brackets are shown [blank-in-address]; write `(<my talk.pdf>)`, or a name without blanks',
      ],
    );
  });
  it('a picture that a key of a slide names', async () => {
    const text =
      '---\nlayout: cover\nbackground: gone.png\ndrawings: {}\n---\n\n# A\n\n---\nlayout: image\nimage: gone too.png\n---\n\nb\n';
    assert.deepEqual(
      (await lint(text)).map((one) => one.split(':').slice(0, 2).join(':')),
      ['3:13 error `gone.png` cannot be loaded', '11:8 error `gone%20too.png` cannot be loaded'],
    );
  });
  it('columns that are not closed', async () => {
    assert.deepEqual(await lint('# A\n\n::: columns\n::: column\na\n:::\n\n---\n\n::: columns\n:::\n'), [
      '3:1 warning `::: columns` is not closed: all that follows on the slide is in it [lost-text]; end it with a line of its own: :::',
    ]);
  });
  it('a layout that is nearly one, and a time that is none', async () => {
    const slide = (attributes: string) => lint(`<!-- .slide: ${attributes} -->\n\n# A\n`);
    assert.deepEqual(await slide('class="layout-twocolumns" data-timing="soon"'), [
      '1:21 warning no layout is called `layout-twocolumns` [slide-attributes]; did you mean `layout-two-columns`?',
      '1:40 warning `data-timing="soon"` is no time: the slide has none [slide-attributes]; write seconds, or `90s`, `1.5m`',
    ]);
    assert.deepEqual(await slide('class="layout-of-my-own layout-fact" data-timing="90s"'), []);
  });
  it('knows the layouts of the theme', () => {
    const theme = join(projectDir, 'src', 'client', 'theme');
    const css = readdirSync(theme, 'utf8').map((name) => readFileSync(join(theme, name), 'utf8'));
    const used = new Set(css.join('\n').match(/(?<=\.)layout-[a-z-]+/g));
    assert.deepEqual(
      [...used].filter((name) => !layoutNames.includes(name)),
      [],
    );
  });
});

describe('lintDeck: fences and cells', () => {
  const quarto = 'how Quarto and R Markdown write it';
  const inACell =
    'if it is to run, write it to a file with `python {file=NAME}`, and run that from a `bash {run}` cell';
  for (const [info, says] of [
    ['{bash}', `is ${quarto} [not-a-cell]; write \`bash {run}\`, if it is to run`],
    ['{python, echo=FALSE}', `is ${quarto} [not-a-cell]; ${inACell}`],
    ['python +exec', `is how presenterm writes it [not-a-cell]; ${inACell}`],
    [
      'sh {"id":"01H","name":"build"}',
      'is how Runme writes it [not-a-cell]; write `sh {run}`, if it is to run',
    ],
    ['$ python', 'is how mdsh writes it [not-a-cell]; write `bash {run}`, if it is to run'],
    ['bash {exec}', 'is how other tools write it [not-a-cell]; write `bash {run}`, if it is to run'],
    ['bash run', 'is without the braces of a cell [not-a-cell]; write `bash {run}`, if it is to run'],
    ['bash build', 'is without the braces of a cell [not-a-cell]; write `bash {run}`, if it is to run'],
    ['nix repl', 'is without the braces of a cell [not-a-cell]; write `nix {repl}`, if it is to run'],
    [
      'bash [run]',
      'is a title in brackets, not a cell in braces [not-a-cell]; write `bash {run}`, if it is to run',
    ],
    ['bash {Run}', 'is in capitals, and cells are not [not-a-cell]; write `bash {run}`, if it is to run'],
    [
      'bash {timeout=5s}',
      'is a cell without the word that makes it one [not-a-cell]; write `bash {run}`, if it is to run',
    ],
    [
      'nix {build, name=b}',
      'is no cell: words in braces have only blanks between them [not-a-cell]; write `nix {build}`, if it is to run',
    ],
    [
      'bash {run;}',
      'is no cell: words in braces have only blanks between them [not-a-cell]; write `bash {run}`, if it is to run',
    ],
    // These are only shown, and say so.
    ['bash {title=run.sh}', undefined],
    ['bash', undefined],
    ['bash [run.sh]', undefined],
    ['bash {.small #run}', undefined],
    ['js [1|2-3]', undefined],
    ['{.bash}', undefined],
    ['text {output=x}', undefined],
  ] as const) {
    it(info, async () => {
      const expected = says === undefined ? [] : [`1:4 warning this fence does not run: \`${info}\` ${says}`];
      assert.deepEqual(await lint(`\`\`\`${info}\nx\n\`\`\`\n`), expected);
    });
  }
  it('wonders at prompts that nothing runs, in decks where something does', async () => {
    const shown = '```console\n$ ls\n```\n';
    assert.deepEqual(await lint(shown), []);
    assert.deepEqual(await lint(`${shown}\n\`\`\`bash {run}\ntrue\n\`\`\`\n`), [
      '1:4 warning these commands are only shown: nothing runs them, and nothing checks what they print [prompt-not-run]; write `console {run}`, or `<!-- piste-ignore: prompt-not-run -->` before it',
    ]);
  });
  it('finds outputs before their cell, and patches of what is not there', async () => {
    const text = [
      '<!-- output: late -->',
      '',
      '```diff {patch=a.nix}',
      '-a',
      '+b',
      '```',
      '---',
      '```nix {file=a.nix name=late}',
      'a',
      '```',
      '```diff {patch=a.nix}',
      '-a',
      '+b',
      '```',
      '```diff {patch=new.txt}',
      '+b',
      '```',
    ];
    assert.deepEqual(await lint(text.join('\n')), [
      '1:1 warning the output of `late` has its place before the slide of its cell, on line 8 [early-output]; put it on that slide, or after it',
      '3:1 error nothing in the chain `main` has made `a.nix` before this patch [patch-of-nothing]; the cell of line 8 writes it, after this one',
    ]);
  });
});

it('lintDeck: places in the article are looked for too', async () => {
  const text =
    '## Begin\n\n[a](article#begin) [b](article#s-0-0) [c](article)\n[d](article#s-1-0) [e](article#beginn)\n';
  assert.deepEqual(await lint(`${text}\n---\n\nb\n`), [
    '4:24 error the link `article#beginn` leads nowhere: no heading and no element has that id [dead-anchor]; did you mean `#begin`?',
  ]);
});

describe('lintDeck: silence', () => {
  it('keeps still about what a comment or the front matter names', async () => {
    const text = [
      '---',
      'check: { ignore: [image-alt] }',
      '---',
      '<!-- piste-ignore: dead-link -->',
      '',
      '[a](gone.pdf) ![](p.png)',
      'and [b](gone.pdf) go on',
      '',
      '[c](gone.pdf) <!-- piste-ignore dead-link, dead-anchor -->',
      '',
      '[d](gone.pdf)',
      '---',
      '',
      '---',
      '<!-- piste-ignore: empty-slide -->',
    ];
    assert.deepEqual(await lint(text.join('\n'), { 'talk/p.png': '' }), [
      '11:5 error the link `gone.pdf` leads nowhere: there is no such file beside the deck [dead-link]; put the file into the folder of the deck, or mend the path',
      '13:1 warning this slide is empty [empty-slide]; remove a separator, or write `Note:` and what you will say',
    ]);
  });
  it('is asked for in the front matter', () => {
    assert.deepEqual(parse('a').settings.check, {
      ignore: [],
      normalise: ['durations', 'temporary-folders', 'times'],
    });
    const deck = parse('---\ncheck: { ignor: [image-alt], normalise: times }\n---\n\na\n');
    assert.deepEqual(deck.settings.check, { ignore: [], normalise: ['times'] });
    assert.deepEqual(complaints(deck), ['2:10 error `check` has no `ignor`; did you mean `ignore`?']);
  });
  it('says which rule was meant', async () => {
    assert.deepEqual(
      await lint('---\ncheck: { ignore: dead-lnk }\n---\n\n<!-- piste-ignore: alt -->\n\na\n'),
      [
        '2:10 error there is no rule `dead-lnk` to ignore [unknown-rule]; did you mean `dead-link`?',
        '5:6 error there is no rule `alt` to ignore [unknown-rule]; the rules are dead-link, dead-anchor, missing-file, undefined-reference, blank-in-address, image-alt, empty-slide, hidden-slide, lost-text, not-a-cell, prompt-not-run, early-output, patch-of-nothing, unknown-language, unknown-package, lost-below, slide-attributes, overflow, small-type, page-error, undrawn-diagram',
      ],
    );
  });
});
